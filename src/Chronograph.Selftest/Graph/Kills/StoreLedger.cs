using System.Globalization;
using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>What the writers of a store have told over all their lives, and whether the store still keeps it.</summary>
internal sealed class StoreLedger(string directory, GraphKillCounts counts)
{
    private readonly SortedDictionary<long, string> _digests = [];
    private readonly SortedDictionary<long, HashSet<string>> _tags = [];
    private long _latest;
    private long _firstKept; // versions before it without a tag may be gone
    private long? _retain; // of the collection that is under way

    /// <summary>Takes a line into account.</summary>
    public void Hear(StoreNews news)
    {
        switch (news.Kind)
        {
            case NewsKind.Open:
                BrokenPromiseException.Unless(news.Version >= _latest, $"the next writer finds version {news.Version} as the newest, not {_latest}");
                for (var merged = _latest + 1; merged <= news.Version; merged++) // in the background, while the store was opened
                    Merged(merged);
                break;
            case NewsKind.Begins:
                Collected(_latest);
                break;
            case NewsKind.Committed:
                _latest = news.Version;
                _digests[news.Version] = news.Text;
                counts.Commits++;
                break;
            case NewsKind.Merged:
                Merged(news.Version);
                break;
            case NewsKind.Tagged:
                TagsOf(news.Version).Add(news.Text);
                break;
            case NewsKind.Collecting:
                _retain = long.Parse(news.Text, CultureInfo.InvariantCulture);
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

    // What was under way is whole or not there; merges in the background came before it and after it.
    private void CheckLatest(GraphStore store)
    {
        var latest = store.Latest.Number;
        BrokenPromiseException.Unless(latest >= _latest, $"the newest version is {latest}, and {_latest} was told");
        counts.KeptWhole += latest - _latest;
        var (told, changes) = (_latest, 0);
        var digest = told == 0 ? GraphContent.Empty.Digest : _digests[told];
        Collected(latest);
        for (var version = Math.Max(told + 1, _firstKept); version <= latest; version++)
        {
            _digests[version] = DigestOf(store, version);
            changes += _digests[version] == digest ? 0 : 1;
            digest = _digests[version];
        }

        BrokenPromiseException.Unless(changes <= 1, $"of the versions from {told + 1} to {latest}, {changes} hold other records than the one before, and one operation was under way");
        _latest = latest;
    }

    private void Merged(long version)
    {
        _digests[version] = _digests[_latest];
        _latest = version;
        counts.Merges++;
    }

    // A collection goes by the newest version that it finds, which is this one or older.
    private void Collected(long latest)
    {
        if (_retain is not { } retain)
            return;
        _retain = null;
        _firstKept = Math.Max(_firstKept, latest - retain);
        foreach (var version in _digests.Keys.Where(version => version < _firstKept && !_tags.ContainsKey(version)).ToList())
            _digests.Remove(version);
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
