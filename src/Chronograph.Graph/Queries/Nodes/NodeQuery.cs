namespace Chronograph.Graph;

/// <summary>Which nodes to find. What is null does not restrict; everything given must hold.</summary>
public sealed record NodeQuery
{
    /// <summary>Exactly this type.</summary>
    public string? Type { get; init; }

    /// <summary>Exactly this name.</summary>
    public string? Name { get; init; }

    /// <summary>A name that begins so, compared byte by byte in UTF-8.</summary>
    public string? NamePrefix { get; init; }

    /// <summary>Exactly this file.</summary>
    public string? File { get; init; }

    /// <summary>A file that begins so, such as a folder with its slash.</summary>
    public string? FilePrefix { get; init; }

    /// <summary>At most so many. A <see cref="QueryReport"/> says whether there were more.</summary>
    /// <value>Default: no limit.</value>
    public int Limit { get; init; } = int.MaxValue;

    /// <summary>Only nodes whose id comes after this one: the next page begins after the last node of the previous.</summary>
    public NodeId? After { get; init; }
}
