using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>A store whose writers are killed, and what must be in it each time.</summary>
internal sealed class KilledStore
{
    private const string Opening = "Opening";

    private readonly StoreLedger _ledger;
    private readonly GraphKillCounts _counts;
    private string _work = Opening;

    /// <summary>Creates the store, empty.</summary>
    public KilledStore(string directory, int number, GraphKillCounts counts)
    {
        Path = StoreWriterJob.StorePath(directory, number);
        _counts = counts;
        GraphStore.Open(Path).Dispose();
        _ledger = new StoreLedger(Path, counts);
    }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>Whether the writer has opened the store.</summary>
    public bool IsOpen => _work != Opening;

    /// <summary>Expects the next writer.</summary>
    public void Expect() => _work = Opening;

    /// <summary>Takes into account what the writer says.</summary>
    public void Hear(StoreNews news)
    {
        _work = news.Kind switch
        {
            NewsKind.Open => nameof(NewsKind.Open),
            NewsKind.Begins => news.Text,
            _ => _work,
        };
        _ledger.Hear(news);
    }

    /// <summary>Opens everything that must be there after a kill.</summary>
    public void Check()
    {
        _counts.WritersByWork[_work] = _counts.WritersByWork.GetValueOrDefault(_work) + 1;
        _ledger.Check();
    }

    /// <summary>Checks every byte, and that nobody dead holds a version: all but the newest and those with tags can go.</summary>
    public void CheckThatNobodyHoldsIt()
    {
        using (var store = GraphStore.Open(Path))
        {
            store.Collect(0);
            store.Purge();
            foreach (var version in store.ListVersions(new VersionFilter()))
                BrokenPromiseException.Unless(version.Version == store.Latest || version.Tags.Count > 0, $"somebody dead holds version {version.Version}");
        }

        var found = GraphStore.Verify(Path);
        BrokenPromiseException.Unless(found.Ok && found.Rebuildable.Count == 0, $"verification finds damage: {string.Join("; ", found.Damage.Concat(found.Rebuildable))}");
    }
}
