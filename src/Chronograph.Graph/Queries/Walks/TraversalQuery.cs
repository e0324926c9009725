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
    /// <exception cref="ArgumentException">It is not Unicode: a surrogate stands alone in it.</exception>
    public string? Type { get; init => field = StrictUtf8.CheckGiven(value, nameof(Type)); }

    /// <summary>How many edges away from the start the walk goes.</summary>
    /// <value>Default: 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int Depth { get; init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(Depth), value, "It is 0 or more."); } = 1;

    /// <summary>The most nodes that the walk reaches, beside the start. A <see cref="QueryReport"/> says when it ended the walk.</summary>
    /// <value>Default: no limit.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public long Limit { get; init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(Limit), value, "It is 0 or more."); } = long.MaxValue;
}
