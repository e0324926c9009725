namespace Chronograph.Selftest;

/// <summary>What the store must hold, and which versions may be gone by now.</summary>
internal sealed class ScheduleModel
{
    private readonly List<int[]> _versions = [new int[SlotGraph.Slots]];

    public int Latest => _versions.Count - 1;

    /// <summary>Versions with a tag: never collected.</summary>
    public HashSet<int> Tagged { get; } = [];

    /// <summary>Versions that a collection has removed, or may have before it was killed.</summary>
    public HashSet<int> MayBeGone { get; } = [];

    /// <summary>How many have a version open, of those readers that live.</summary>
    public Dictionary<int, int> Open { get; } = [];

    public string Digest(int version) => SlotGraph.Digest(_versions[version]);

    public void Commit(int slot, int number)
    {
        int[] next = [.. _versions[^1]];
        next[slot] = number;
        _versions.Add(next);
    }

    /// <summary>The newest version is what an older one was; of a compaction, what the one before was.</summary>
    public void Repeat(int version) => _versions.Add(_versions[version]);

    /// <summary>Whether a collection that keeps so many versions may remove one.</summary>
    public bool MayGo(int version, int retain) =>
        version < Latest - retain && !Tagged.Contains(version) && Open.GetValueOrDefault(version) == 0;

    public void Collect(int retain)
    {
        for (var version = 1; version < Latest - retain; version++)
        {
            if (MayGo(version, retain))
                MayBeGone.Add(version);
        }
    }
}
