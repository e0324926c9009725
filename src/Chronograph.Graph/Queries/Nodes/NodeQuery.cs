namespace Chronograph.Graph;

/// <summary>Which nodes to find. What is null does not restrict; everything given must hold.</summary>
/// <remarks>A text that is not Unicode (a lone surrogate) is refused with <see cref="ArgumentException"/>: no node can have it.</remarks>
public sealed record NodeQuery
{
    /// <summary>Exactly this type.</summary>
    public string? Type { get; init => field = StrictUtf8.CheckGiven(value, nameof(Type)); }

    /// <summary>Exactly this name.</summary>
    public string? Name { get; init => field = StrictUtf8.CheckGiven(value, nameof(Name)); }

    /// <summary>A name that begins so, compared byte by byte in UTF-8.</summary>
    public string? NamePrefix { get; init => field = StrictUtf8.CheckGiven(value, nameof(NamePrefix)); }

    /// <summary>Exactly this file.</summary>
    public string? File { get; init => field = StrictUtf8.CheckGiven(value, nameof(File)); }

    /// <summary>A file that begins so, such as a folder with its slash.</summary>
    public string? FilePrefix { get; init => field = StrictUtf8.CheckGiven(value, nameof(FilePrefix)); }

    /// <summary>At most so many. A <see cref="QueryReport"/> says whether there were more.</summary>
    /// <value>Default: no limit.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int Limit { get; init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(Limit), value, "It is 0 or more."); } = int.MaxValue;

    /// <summary>Only nodes whose id comes after this one: the next page begins after the last node of the previous.</summary>
    public NodeId? After { get; init; }
}
