using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Chronograph.Selftest;

/// <summary>One run of a self-test: where it works, what it is seeded with, when it ends, and what it found wrong.</summary>
/// <remarks>Everything it writes lies in a directory of its own, which goes when the run ends, unless it holds evidence. From any thread.</remarks>
internal sealed class SelftestRun : IDisposable
{
    private readonly Lazy<long> _began = new(Stopwatch.GetTimestamp);
    private readonly TimeSpan _duration;
    private readonly IProgress<SelftestProgress>? _progress;
    private readonly CancellationToken _stop;
    private readonly string _directory;
    private readonly ConcurrentQueue<SelftestFinding> _findings = new();
    private int _directories;

    /// <summary>Begins a run.</summary>
    /// <param name="parent">The directory to work in, created when missing.</param>
    /// <param name="seed">What random choices are seeded with.</param>
    /// <param name="duration">How long it goes on from the first time it is asked.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="stop">Ends it before.</param>
    public SelftestRun(string parent, int seed, TimeSpan duration, IProgress<SelftestProgress>? progress, CancellationToken stop)
    {
        Seed = seed;
        _duration = duration;
        _progress = progress;
        _stop = stop;
        _directory = CreateUnique(Path.GetFullPath(parent));
    }

    /// <summary>Told of each finding at once. From any thread.</summary>
    public Action<SelftestFinding>? Found { get; init; }

    /// <summary>Replays the random choices of this run.</summary>
    public int Seed { get; }

    /// <summary>What was found wrong, in order.</summary>
    public IReadOnlyCollection<SelftestFinding> Findings => _findings;

    /// <summary>Whether somebody asked to stop, so that workers may have been told to as well.</summary>
    public bool IsStopped => _stop.IsCancellationRequested;

    /// <summary>Says how far the run is.</summary>
    /// <returns>False when the time is over, or somebody asked to stop.</returns>
    public bool GoesOn()
    {
        var elapsed = Stopwatch.GetElapsedTime(_began.Value);
        _progress?.Report(new SelftestProgress(elapsed < _duration ? elapsed : _duration, _duration));
        return elapsed < _duration && !IsStopped;
    }

    /// <summary>Creates an empty directory to work in.</summary>
    public WorkDirectory CreateDirectory(string name) =>
        new(Path.Combine(_directory, string.Create(CultureInfo.InvariantCulture, $"{name}-{Interlocked.Increment(ref _directories)}")));

    /// <summary>Notes that something is not as promised.</summary>
    /// <param name="proof">Which proof failed.</param>
    /// <param name="what">How.</param>
    /// <param name="evidence">A directory that is kept.</param>
    public void Report(string proof, string what, string evidence)
    {
        var finding = new SelftestFinding(proof, what, evidence, Seed);
        _findings.Enqueue(finding);
        Found?.Invoke(finding);
    }

    /// <summary>Removes what the run wrote, except for the evidence.</summary>
    public void Dispose()
    {
        if (_findings.IsEmpty)
            Directory.Delete(_directory, recursive: true);
    }

    private string CreateUnique(string parent)
    {
        for (var number = 1; ; number++)
        {
            var path = Path.Combine(parent, string.Create(CultureInfo.InvariantCulture, $"chronograph-selftest-{Seed}-{number}"));
            if (!Directory.Exists(path))
                return Directory.CreateDirectory(path).FullName;
        }
    }
}
