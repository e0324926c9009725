namespace Chronograph.Code;

/// <summary>The analysed tree: takes one state after the other and gives the graph's change from each to the next.</summary>
/// <remarks>
/// A state reached step by step yields the same graph as one analysed at once. Only the files that a change can reach
/// are bound again; see <see cref="ChangeReach"/>. For one caller at a time; works on several threads inside.
/// </remarks>
internal sealed class CodeModel
{
    private readonly SourceSet _sources;
    private readonly SourceCompilation _compilation = new();
    private readonly ExternalSymbols _externals = new();
    private readonly Dictionary<string, FileContribution> _contributions = new(StringComparer.Ordinal);
    private readonly AnalysisMeter _meter;

    /// <param name="prefix">The indexed folder from the top.</param>
    /// <param name="meter">Where times and counts are added up.</param>
    public CodeModel(string prefix, AnalysisMeter meter)
    {
        _sources = new SourceSet(prefix, meter);
        _meter = meter;
    }

    public DesiredGraph Graph { get; } = new();

    /// <summary>Takes over a new state of the tree.</summary>
    /// <param name="update">What is different from the last state.</param>
    /// <param name="bound">Told the number of files bound so far, and how many are known to need it.</param>
    /// <param name="cancellation">Stops the work; the model cannot be used any more then.</param>
    public void Apply(SourceUpdate update, Action<int, int> bound, CancellationToken cancellation)
    {
        var parallel = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        var changes = _sources.Apply(update, parallel);
        _compilation.Apply(changes, _sources.Files);
        var step = new BindingStep(_sources, _contributions, changes);
        var done = 0;
        while (step.Next() is { Count: > 0 } files)
        {
            var extracted = Extract(files, parallel, count => bound(done + count, step.Known));
            done += files.Count;
            for (var i = 0; i < files.Count; i++)
                Contribute(files[i].Path, extracted[i], step);
        }

        foreach (var change in changes)
        {
            if (change.After is null && _contributions.Remove(change.Path, out var old))
                Graph.Replace(old, FileContribution.Empty);
        }
    }

    private void Contribute(string path, FileContribution next, BindingStep step)
    {
        var old = _contributions.GetValueOrDefault(path, FileContribution.Empty);
        step.Compare(path, old, next);
        Graph.Replace(old, next);
        _contributions[path] = next;
    }

    private FileContribution[] Extract(IReadOnlyList<SourceFile> files, ParallelOptions parallel, Action<int> progress)
    {
        var extractor = new FileExtractor(_compilation.Current, _sources.Files, _sources.Partials, _externals);
        var result = new FileContribution[files.Count];
        var done = 0;
        Parallel.For(0, files.Count, parallel, i =>
        {
            result[i] = _meter.Extracting(clock => extractor.Extract(files[i], clock));
            progress(Interlocked.Increment(ref done));
        });
        return result;
    }
}
