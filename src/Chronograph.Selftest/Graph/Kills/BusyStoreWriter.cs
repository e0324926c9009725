using System.Collections.Immutable;
using System.Globalization;
using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>Does random operations on a graph store without an end, and says what it was promised.</summary>
internal sealed class BusyStoreWriter : IDisposable
{
    // Nearly every commit starts a merge in the background.
    private static readonly GraphStoreOptions Options = new() { Durability = CommitDurability.Relaxed, CompactInBackground = true, Planner = new TailPlanner { SmallRows = 1, Few = 2 } };

    private readonly Action<StoreNews> _say;
    private readonly OperationChooser _chooser;
    private readonly GraphStore _store;
    private StoreModel _model;

    /// <summary>Opens the store.</summary>
    public BusyStoreWriter(string path, Random random, Action<StoreNews> say)
    {
        _say = say;
        _chooser = new OperationChooser(random);
        _store = GraphStore.Open(path, Options);
        _model = Read(_store);
        Say(NewsKind.Open, _model.Latest);
    }

    /// <summary>Does so many operations.</summary>
    public void Run(long operations)
    {
        for (var done = 0L; done < operations; done++)
            Do(_chooser.Next(_model));
    }

    public void Dispose() => _store.Dispose();

    private void Do(StoreOperation operation)
    {
        Say(NewsKind.Begins, _model.Latest, operation.GetType().Name);
        if (operation is Collection collection)
            Say(NewsKind.Collecting, _model.Latest, collection.Retain.ToString(CultureInfo.InvariantCulture));
        var made = operation.Run(_store);
        TakeMerges(until: made is { } version ? version.Number - 1 : _store.Latest.Number);
        if (operation is not Compaction) // which was one of the merges
            _model = operation.Apply(_model);
        if (made is not null)
            SayCommitted();
        if (operation is Tagging tagging)
            Say(NewsKind.Tagged, tagging.Version, $"{tagging.Key}={tagging.Value}");
    }

    // At any time the background may have committed the same records in fewer segments.
    private void TakeMerges(long until)
    {
        while (_model.Latest < until)
        {
            _model = _model.Commit(_model.Content, ImmutableSortedDictionary<string, string>.Empty);
            Say(NewsKind.Merged, _model.Latest);
        }
    }

    private void SayCommitted()
    {
        Say(NewsKind.Committed, _model.Latest, _model.Content.Digest);
        foreach (var (key, value) in _model.Versions[_model.Latest].Tags)
            Say(NewsKind.Tagged, _model.Latest, $"{key}={value}");
    }

    private void Say(NewsKind kind, long version, string text = "") => _say(new StoreNews(0, kind, version, text));

    private static StoreModel Read(GraphStore store)
    {
        var versions = ImmutableSortedDictionary.CreateBuilder<long, ModelVersion>();
        foreach (var info in store.ListVersions(new VersionFilter()))
        {
            using var snapshot = store.OpenSnapshot(info.Version);
            versions[info.Version.Number] = new ModelVersion(GraphContent.Of(snapshot), info.Tags.ToImmutableSortedDictionary());
        }

        return new StoreModel(versions.Count == 0 ? 0 : versions.Keys.Max(), versions.ToImmutable());
    }
}
