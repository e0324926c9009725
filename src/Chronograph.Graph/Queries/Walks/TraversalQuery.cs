namespace Chronograph.Graph;

/// <summary>A breadth-first walk.</summary>
public sealed record TraversalQuery
{
    /// <summary>Where the walk begins.</summary>
    public required NodeId Start { get; init; }

    /// <summary>Which edges are followed.</summary>
    /// <value>Default: <see cref="EdgeDirection.Out"/>.</value>
    public EdgeDirection Direction { get; init; } = EdgeDirection.Out;

    /// <summary>Only edges of this type are followed; null follows all.</summary>
    public string? Type { get; init; }

    /// <summary>How many edges away from the start the walk goes.</summary>
    /// <value>Default: 1.</value>
    public int Depth { get; init; } = 1;

    /// <summary>The most nodes that the walk reaches, beside the start. A <see cref="QueryReport"/> says when it ended the walk.</summary>
    /// <value>Default: no limit.</value>
    public long Limit { get; init; } = long.MaxValue;
}
