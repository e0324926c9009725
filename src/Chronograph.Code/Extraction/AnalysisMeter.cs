using System.Diagnostics;

namespace Chronograph.Code;

/// <summary>Adds up where the time goes, over all threads: parsing and binding are Roslyn's, the rest is ours.</summary>
internal sealed class AnalysisMeter
{
    private long _parse;
    private long _bind;
    private long _own;
    private long _files;

    public TimeSpan Parse => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _parse));

    public TimeSpan Bind => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _bind));

    public TimeSpan Own => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _own));

    /// <summary>How often a file was bound.</summary>
    public long BoundFiles => Interlocked.Read(ref _files);

    public T Parsing<T>(Func<T> work)
    {
        var start = Stopwatch.GetTimestamp();
        var result = work();
        Interlocked.Add(ref _parse, Stopwatch.GetTimestamp() - start);
        return result;
    }

    /// <summary>Work of ours that asks Roslyn for nothing but syntax.</summary>
    public T Working<T>(Func<T> work)
    {
        var start = Stopwatch.GetTimestamp();
        var result = work();
        Interlocked.Add(ref _own, Stopwatch.GetTimestamp() - start);
        return result;
    }

    /// <summary>Work of ours that measures itself how long it waits for the semantic model.</summary>
    public T Extracting<T>(Func<PhaseClock, T> work)
    {
        var clock = new PhaseClock();
        var start = Stopwatch.GetTimestamp();
        var result = work(clock);
        Interlocked.Add(ref _own, Stopwatch.GetTimestamp() - start - clock.BindTicks);
        Interlocked.Add(ref _bind, clock.BindTicks);
        Interlocked.Increment(ref _files);
        return result;
    }
}
