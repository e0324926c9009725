using Chronograph.Log;

namespace Chronograph.Selftest;

/// <summary>Reads a log from its first message on, beside a bare scan of the same records. Both map it anew each time.</summary>
internal sealed class ReadSpeed(string directory, long messages)
{
    /// <summary>Nanoseconds for a message: the bare scan, and a read that verifies both checksums.</summary>
    public (double Scan, double Read) Measure()
    {
        Rounds.Warm(Scan, Read);
        var times = Rounds.Measure(messages, null, Scan, Read);
        return (times[0], times[1]);
    }

    /// <summary>Bytes that a read allocates, once its reader is open.</summary>
    public double Allocated()
    {
        using var log = MessageLog.OpenReadOnly(directory);
        using var reader = log.CreateReader(LogStart.First);
        return Allocation.PerIteration(count => ReadOn(reader, count), messages);
    }

    private void Scan(long count)
    {
        using var raw = RawLog.OpenToScan(new LogDirectory(Storage.FileSystem.Disk, directory).SegmentPath(SegmentId.First));
        var (seen, _) = raw.Scan(count);
        Check(seen, count);
    }

    private void Read(long count)
    {
        using var log = MessageLog.OpenReadOnly(directory);
        using var reader = log.CreateReader(LogStart.First);
        Check(ReadOn(reader, count), count);
    }

    private static long ReadOn(LogReader reader, long count)
    {
        var seen = 0L;
        while (seen < count && reader.TryRead(out _))
            seen++;
        return seen;
    }

    private static void Check(long seen, long expected)
    {
        if (seen != expected)
            throw new InvalidOperationException($"Of {expected} messages {seen} were found.");
    }
}
