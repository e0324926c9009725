using System.Diagnostics;

namespace Chronograph.Code;

/// <summary>One run of the indexer: the model of the tree, the store, and the way from one to the other.</summary>
internal sealed class IndexRun(IndexLocation location, IProgress<CodeIndexProgress>? progress, CancellationToken cancellation)
{
    private readonly AnalysisMeter _meter = new();
    private CodeModel? _model;
    private long _storeTicks;

    public IndexLocation Location => location;

    public TreeState Tree { get; } = new(location.Root);

    public void Report(CodeIndexPhase phase, int done, int total, string label) =>
        progress?.Report(new CodeIndexProgress(phase, done, total, label));

    public void ThrowIfCancelled() => cancellation.ThrowIfCancellationRequested();

    public CodeStore OpenStore()
    {
        Report(CodeIndexPhase.Reading, 0, 0, "opening the store");
        return CodeStore.Open(location, cancellation);
    }

    /// <summary>Analyses a new state of the tree and writes its version.</summary>
    public void Advance(CodeStore store, SourceUpdate update, IReadOnlyDictionary<string, string> tags, DateTimeOffset? createdAt)
    {
        var model = _model ??= Start(store);
        model.Apply(update, (done, total) => Report(CodeIndexPhase.Analysing, done, total, "files"), cancellation);
        cancellation.ThrowIfCancellationRequested();
        var start = Stopwatch.GetTimestamp();
        var delta = model.Graph.TakeDelta();
        Report(CodeIndexPhase.Writing, 0, delta.Count, "changes");
        store.Write(delta, tags, createdAt);
        _storeTicks += Stopwatch.GetTimestamp() - start;
    }

    public CodeIndexResult Finish(CodeStore store, bool isUnchanged)
    {
        using var graph = store.OpenGraph();
        using var snapshot = graph.OpenLatest();
        var statistics = snapshot.Statistics();
        return new CodeIndexResult
        {
            StoreDirectory = store.Directory,
            Versions = store.Versions,
            FinalVersion = snapshot.Info.Version,
            IsUnchanged = isUnchanged,
            Statistics = statistics,
            Files = statistics.NodeTypes.GetValueOrDefault(NodeTypes.File),
            Messages = store.Messages,
            BoundFiles = _meter.BoundFiles,
            Elapsed = TimeSpan.Zero,
            Times = new CodeIndexTimes(_meter.Parse, _meter.Bind, _meter.Own, Stopwatch.GetElapsedTime(0, _storeTicks)),
        };
    }

    /// <summary>The first state of a run is compared with what the store holds, whatever led to that.</summary>
    private CodeModel Start(CodeStore store)
    {
        var start = Stopwatch.GetTimestamp();
        var model = new CodeModel(location.Root.Prefix, _meter);
        using var graph = store.OpenGraph();
        using var snapshot = graph.OpenLatest();
        model.Graph.Load(snapshot.Nodes(), snapshot.Edges());
        _storeTicks += Stopwatch.GetTimestamp() - start;
        return model;
    }
}
