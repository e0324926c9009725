using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>What the writers of a store have told over all their lives, and whether the store still keeps it.</summary>
internal sealed class StoreLedger(string directory, GraphKillCounts counts)
{
    private readonly SortedDictionary<long, string> _digests = [];
    private readonly SortedDictionary<long, HashSet<string>> _tags = [];
    private long _latest;

    /// <summary>Takes a line into account.</summary>
    public void Hear(StoreNews news)
    {
        switch (news.Kind)
        {
            case NewsKind.Open:
                BrokenPromiseException.Unless(news.Version == _latest, $"the next writer finds version {news.Version} as the newest, not {_latest}");
                break;
            case NewsKind.Committed:
                _latest = news.Version;
                _digests[news.Version] = news.Text;
                counts.Commits++;
                break;
            case NewsKind.Tagged:
                TagsOf(news.Version).Add(news.Text);
                break;
            case NewsKind.Collecting:
                foreach (var version in _digests.Keys.Where(version => version < news.Version && !_tags.ContainsKey(version)).ToList())
                    _digests.Remove(version);
                break;
        }
    }

    /// <summary>Opens everything that must be there.</summary>
    /// <exception cref="BrokenPromiseException">Something is not as it was told.</exception>
    public void Check()
    {
        if (!GraphStore.Exists(directory))
        {
            BrokenPromiseException.Unless(_latest == 0, "the store is gone");
            return;
        }

        using var store = GraphStore.OpenReadOnly(directory);
        CheckLatest(store);
        foreach (var (version, digest) in _digests)
            BrokenPromiseException.Unless(DigestOf(store, version) == digest, $"version {version} holds other records than were committed", wrongBytes: true);
        foreach (var (version, tags) in _tags)
            CheckTags(store, version, tags);
    }

    private void CheckLatest(GraphStore store)
    {
        var latest = store.Latest.Number;
        BrokenPromiseException.Unless(latest == _latest || latest == _latest + 1, $"the newest version is {latest}, and {_latest} was told");
        if (latest == _latest)
            return;
        _digests[latest] = DigestOf(store, latest);
        counts.KeptWhole++;
        _latest = latest;
    }

    // The last value of a key counts; one that was under way may have replaced it.
    private static void CheckTags(GraphStore store, long version, HashSet<string> told)
    {
        var tags = store.GetVersion(new GraphVersion(version)).Tags;
        foreach (var tag in told)
            BrokenPromiseException.Unless(tags.ContainsKey(tag[..tag.IndexOf('=', StringComparison.Ordinal)]), $"version {version} has lost its tag {tag}");
    }

    private static string DigestOf(GraphStore store, long version)
    {
        using var snapshot = store.OpenSnapshot(new GraphVersion(version));
        return GraphContent.Of(snapshot).Digest;
    }

    private HashSet<string> TagsOf(long version) => _tags.TryGetValue(version, out var tags) ? tags : _tags[version] = [];
}
