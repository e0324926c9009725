using System.Diagnostics;
using Chronograph.Selftest;
using Chronograph.Storage;

namespace Chronograph.Benchmarks;

/// <summary>Two cache lines in a shared map: one process counts up in the first, the other answers in the second.</summary>
internal sealed unsafe class CacheLinePair : IDisposable
{
    private const int Length = 4096;
    private const int Second = 2048; // in another line, and not the neighbour that a prefetcher would fetch along

    private readonly StorageFile _file;
    private readonly MappedRegion _region;

    public CacheLinePair(string path)
    {
        _file = FileSystem.Disk.Open(path, FileIntent.OpenOrCreate);
        if (_file.Length < Length)
            _file.Write(new byte[Length], 0);
        _region = _file.Map(MapAccess.ReadWrite, Length); // bound of both lines
    }

    /// <summary>Measures one round trip after another, without a pause.</summary>
    public LatencyHistogram AskFrom(long first, long count)
    {
        var latencies = new LatencyHistogram();
        var question = (long*)_region.Pointer;
        var answer = (long*)(_region.Pointer + Second);
        for (var number = first; number < first + count; number++)
        {
            var began = Stopwatch.GetTimestamp();
            Volatile.Write(ref *question, number);
            while (Volatile.Read(ref *answer) != number)
            {
            }

            latencies.Record((long)Stopwatch.GetElapsedTime(began).TotalNanoseconds);
        }

        return latencies;
    }

    /// <summary>The other process.</summary>
    public static void Answer(string path, long count)
    {
        using var pair = new CacheLinePair(path);
        Console.Out.WriteLine("ready");
        var question = (long*)pair._region.Pointer;
        var answer = (long*)(pair._region.Pointer + Second);
        for (var number = 1L; number <= count; number++)
        {
            while (Volatile.Read(ref *question) != number)
            {
            }

            Volatile.Write(ref *answer, number);
        }
    }

    public void Dispose()
    {
        _region.Dispose();
        _file.Dispose();
    }
}
