namespace Chronograph.Graph;

/// <summary>Which versions to list, newest first.</summary>
public sealed record VersionFilter
{
    /// <summary>Only versions with a tag of this key.</summary>
    public string? TagKey { get; init; }

    /// <summary>Only versions whose tag <see cref="TagKey"/> has this value.</summary>
    public string? TagValue { get; init; }

    /// <summary>At most so many.</summary>
    /// <value>Default: no limit.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int Limit { get; init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(Limit), value, "It is 0 or more."); } = int.MaxValue;

    /// <summary>Only versions below this one: the next page begins before the last version of the previous.</summary>
    public GraphVersion? Before { get; init; }
}
