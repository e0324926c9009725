using Chronograph.Log;

namespace Chronograph.Selftest;

/// <summary>Reads a log of one segment from its first message on, beside a bare scan of the same records.</summary>
internal sealed class ReadSpeed(string directory, long messages)
{
    private string FirstSegment => new LogDirectory(Storage.FileSystem.Disk, directory).SegmentPath(SegmentId.First);

    /// <summary>Nanoseconds for a message: the bare scan, and a read that verifies both checksums. Both map the log anew each time.</summary>
    public (double Scan, double Read) Measure()
    {
        Rounds.Warm(Scan, Read);
        var times = Rounds.Measure(messages, null, Scan, Read);
        return (times[0], times[1]);
    }

    /// <summary>The same where the log is open, mapped and in the cache: what is left is what the reader itself does.</summary>
    public (double Scan, double Read) MeasureMapped()
    {
        using var raw = RawLog.OpenToScan(FirstSegment);
        using var log = MessageLog.OpenReadOnly(directory);
        LogReader? reader = null;
        var times = Rounds.Measure(messages, _ => Reopen(), count => Check(raw.Scan(count).Count, count), count => Check(ReadOn(reader!, count), count));
        reader?.Dispose();
        return (times[0], times[1]);

        void Reopen()
        {
            reader?.Dispose();
            reader = log.CreateReader(LogStart.First);
            _ = raw.Touch(0, reader.View!.Length);
            Touch(reader.View);
        }
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
        using var raw = RawLog.OpenToScan(FirstSegment);
        var (seen, _) = raw.Scan(count);
        Check(seen, count);
    }

    private void Read(long count)
    {
        using var log = MessageLog.OpenReadOnly(directory);
        using var reader = log.CreateReader(LogStart.First);
        Check(ReadOn(reader, count), count);
    }

    private static void Touch(SegmentView view)
    {
        for (var offset = 0L; view.Contains(offset); offset += RecordLayout.HeaderSize)
            _ = view.LoadWord(offset);
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
