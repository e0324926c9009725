using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>What is asked of the options of a commit and of tags.</summary>
internal static class CommitRules
{
    private const int MostSourceChars = 5_000; // of all names together, so that the event of a commit fits into a message
    private const int MostRequestChars = 1_000;

    public static void CheckRequest(string request)
    {
        ArgumentException.ThrowIfNullOrEmpty(request, nameof(CommitOptions.RequestId));
        StrictUtf8.Check(request, nameof(CommitOptions.RequestId));
        if (request.Length > MostRequestChars)
            throw new ArgumentException($"A request id has at most {MostRequestChars} characters, and this one has {request.Length}.", nameof(CommitOptions.RequestId));
    }

    public static void CheckSources(IReadOnlyDictionary<string, long> sources, VersionState parent)
    {
        if (sources.Keys.Union(parent.Sources.Keys).Sum(log => log.Length) > MostSourceChars)
            throw new ArgumentException($"The names of all sources of a store have at most {MostSourceChars} characters together.", nameof(CommitOptions.Sources));
        foreach (var (log, sequence) in sources)
        {
            ArgumentException.ThrowIfNullOrEmpty(log, nameof(CommitOptions.Sources));
            var reached = parent.Sources.GetValueOrDefault(log);
            if (sequence < reached)
                throw new ArgumentException($"The source '{log}' cannot go back from {reached} to {sequence}.", nameof(CommitOptions.Sources));
        }
    }

    public static void CheckTags(IReadOnlyDictionary<string, string> tags)
    {
        if (TagRules.Refusal(tags) is { } refusal)
            throw new TagsRefusedException(refusal, nameof(tags));
        foreach (var (key, value) in tags)
        {
            ArgumentNullException.ThrowIfNull(value, nameof(tags));
            StrictUtf8.Check(key, nameof(tags));
            StrictUtf8.Check(value, nameof(tags));
        }
    }

    public static ImmutableSortedDictionary<string, string> Sorted(IReadOnlyDictionary<string, string> tags) =>
        tags.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>A version is never older than its parent, so that a time finds one place in the chain.</summary>
    public static DateTimeOffset Time(DateTimeOffset? asked, TimeProvider clock, Manifest parent)
    {
        var time = (asked ?? clock.GetUtcNow()).ToUniversalTime();
        return time < parent.CreatedAt && parent.Version != GraphVersion.None ? parent.CreatedAt : time;
    }
}
