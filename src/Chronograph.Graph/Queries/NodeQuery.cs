namespace Chronograph.Graph;

/// <summary>Which nodes to find. What is null does not restrict.</summary>
public sealed record NodeQuery
{
    /// <summary>Exactly this type.</summary>
    public string? Type { get; init; }

    /// <summary>Exactly this name.</summary>
    public string? Name { get; init; }

    /// <summary>Exactly this file.</summary>
    public string? File { get; init; }

    /// <summary>At most so many.</summary>
    /// <value>Default: no limit.</value>
    public int Limit { get; init; } = int.MaxValue;

    /// <summary>Only nodes whose id comes after this one: the next page begins after the last node of the previous.</summary>
    public NodeId? After { get; init; }
}
