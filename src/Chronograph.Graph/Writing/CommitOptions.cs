using System.Collections.ObjectModel;

namespace Chronograph.Graph;

/// <summary>What is recorded with a version beside its records.</summary>
public sealed record CommitOptions
{
    /// <summary>Tags of the version: any keys and values, such as <c>commit</c> → a hash; together at most <see cref="TagRules.MostBytes"/>.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>
    /// A name for this commit, chosen by the caller and never used for another. A commit whose request id a version has
    /// already makes no version and returns that one, so that it can be repeated when it is not known how it ended.
    /// At most 1,000 characters.
    /// </summary>
    /// <value>Default: null, which is never found.</value>
    public string? RequestId { get; init; }

    /// <summary>The time of the version. A time before the parent's is raised to the parent's.</summary>
    /// <value>Default: now.</value>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>
    /// How far source logs have been folded into this version: log name → last sequence number. What is not named keeps
    /// the parent's; a number below the parent's is refused. The names of all together have at most 5,000 characters.
    /// </summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, long> Sources { get; init; } = ReadOnlyDictionary<string, long>.Empty;
}
