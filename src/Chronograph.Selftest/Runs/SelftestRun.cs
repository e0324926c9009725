using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Chronograph.Selftest;

/// <summary>One run of a self-test: where it works, what it is seeded with, when it ends, and what it found wrong.</summary>
/// <remarks>Everything it writes lies in a directory of its own, which goes when the run ends, unless it holds evidence. From any thread.</remarks>
internal sealed class SelftestRun : IDisposable
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly TimeSpan _duration;
    private readonly IProgress<SelftestProgress>? _progress;
    private readonly CancellationToken _stop;
    private readonly string _directory;
    private readonly ConcurrentQueue<SelftestFinding> _findings = new();
    private int _directories;

    /// <summary>Begins a run.</summary>
    /// <param name="parent">The directory to work in, created when missing.</param>
    /// <param name="seed">What random choices are seeded with.</param>
    /// <param name="duration">How long it goes on.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="stop">Ends it before.</param>
    public SelftestRun(string parent, int seed, TimeSpan duration, IProgress<SelftestProgress>? progress, CancellationToken stop)
    {
        Directory.CreateDirectory(parent);
        _directory = Path.Combine(Path.GetFullPath(parent), string.Create(CultureInfo.InvariantCulture, $"chronograph-selftest-{Environment.ProcessId}-{seed}"));
        Seed = seed;
        _duration = duration;
        _progress = progress;
        _stop = stop;
        Directory.CreateDirectory(_directory);
    }

    /// <summary>Replays the random choices of this run.</summary>
    public int Seed { get; }

    /// <summary>What was found wrong, in order.</summary>
    public IReadOnlyCollection<SelftestFinding> Findings => _findings;

    /// <summary>Says how far the run is.</summary>
    /// <returns>False when the time is over, or somebody asked to stop.</returns>
    public bool GoesOn()
    {
        var elapsed = Stopwatch.GetElapsedTime(_began);
        _progress?.Report(new SelftestProgress(elapsed < _duration ? elapsed : _duration, _duration));
        return elapsed < _duration && !_stop.IsCancellationRequested;
    }

    /// <summary>Creates an empty directory to work in.</summary>
    public WorkDirectory CreateDirectory(string name) =>
        new(Path.Combine(_directory, string.Create(CultureInfo.InvariantCulture, $"{name}-{Interlocked.Increment(ref _directories)}")));

    /// <summary>Notes that something is not as promised.</summary>
    /// <param name="proof">Which proof failed.</param>
    /// <param name="what">How.</param>
    /// <param name="evidence">A directory that is kept.</param>
    public void Report(string proof, string what, string evidence) => _findings.Enqueue(new SelftestFinding(proof, what, evidence, Seed));

    /// <summary>Removes what the run wrote, except for the evidence.</summary>
    public void Dispose()
    {
        if (_findings.IsEmpty)
            Directory.Delete(_directory, recursive: true);
    }
}
