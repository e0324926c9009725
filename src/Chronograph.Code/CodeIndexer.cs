using System.Diagnostics;

namespace Chronograph.Code;

/// <summary>Turns C# source, or its git history, into versions of a graph.</summary>
/// <remarks>
/// The indexer appends changes to the log in the store's folder and lets ingest fold them into the graph beside it, one
/// version at a time. A run that is killed leaves whole versions only; the next one finishes what is in the log and goes
/// on from there.
/// </remarks>
public sealed class CodeIndexer
{
    private CodeIndexer() { }

    /// <summary>Indexes a folder: its working tree as one version, or the commits of its history as one version each.</summary>
    /// <param name="options">What to index, and where the store is.</param>
    /// <param name="progress">Told how far the run is, from several threads; or <see langword="null"/>.</param>
    /// <param name="cancellation">Ends the run between two versions; every version made until then stays.</param>
    /// <exception cref="SourceNotFoundException">The folder, C# files in it, its repository or the branch is missing.</exception>
    /// <exception cref="GitException">git is missing where it is needed, or failed.</exception>
    /// <exception cref="Chronograph.Storage.StoreLockedException">Another run is writing the store.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static CodeIndexResult Run(
        CodeIndexOptions options, IProgress<CodeIndexProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.History is < 1)
            throw new ArgumentOutOfRangeException(nameof(options), options.History, "A history has at least one commit.");
        if (options is { Branch: not null, History: null })
            throw new ArgumentException("A branch is chosen only together with a history.", nameof(options));
        var start = Stopwatch.GetTimestamp();
        var location = IndexLocation.Find(options);
        var run = new IndexRun(location, progress, cancellation);
        var result = options.History is { } commits
            ? HistoryIndexing.Run(run, commits, options.Branch)
            : WorkingTreeIndexing.Run(run);
        return result with { Elapsed = Stopwatch.GetElapsedTime(start) };
    }
}
