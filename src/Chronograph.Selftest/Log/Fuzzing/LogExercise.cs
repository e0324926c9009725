using Chronograph.Log;
using Chronograph.Storage;

namespace Chronograph.Selftest;

/// <summary>Does to a log everything that a user can, and accepts answers and typed errors only.</summary>
/// <param name="directory">A log of any content.</param>
/// <param name="onlyTrueMessages">Whether every message must be what its writer wrote: checksums were not made to fit.</param>
internal sealed class LogExercise(string directory, bool onlyTrueMessages)
{
    private const long MostAllocated = 256L << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly FileSystem Files = new SmallDisk();
    private static readonly byte[] After = "after"u8.ToArray();

    /// <summary>Runs everything.</summary>
    /// <exception cref="SelftestFailedException">Something crashed, lied, took too long or allocated too much.</exception>
    public void Run()
    {
        Try("verify", () => MessageLog.Verify(directory));
        Try("read", ReadEverything);
        Try("cursor", UseCursors);
        Try("preview", () => MessageLog.Repair(directory, apply: false));
        Try("write", Write);
        Try("read again", ReadEverything);
        if (Try("repair", () => MessageLog.Repair(directory, apply: true, Files)))
            Must("what was repaired", CheckRepaired);
    }

    private static bool IsTyped(Exception error) => error is ChronographException or SequenceOutOfRangeException;

    private static bool Try(string what, Action action)
    {
        try
        {
            Bounded(what, action);
            return true;
        }
        catch (Exception error) when (IsTyped(error))
        {
            return false;
        }
        catch (Exception error) when (error is not SelftestFailedException)
        {
            throw new SelftestFailedException($"{what}: {error}");
        }
    }

    private static void Must(string what, Action action)
    {
        try
        {
            Bounded(what, action);
        }
        catch (Exception error) when (error is not SelftestFailedException)
        {
            throw new SelftestFailedException($"{what}: {error}");
        }
    }

    private static void Bounded(string what, Action action)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var began = RunningTime.Now;
        action();
        if (RunningTime.Now - began is var took && took > Longest)
            throw new SelftestFailedException($"{what} took {took.TotalSeconds:0} s");
        if (GC.GetAllocatedBytesForCurrentThread() - allocated is var bytes && bytes > MostAllocated)
            throw new SelftestFailedException($"{what} allocated {bytes} bytes");
    }

    private void CheckRepaired()
    {
        var verification = MessageLog.Verify(directory);
        if (!verification.Ok)
            throw new SelftestFailedException($"damage is left: {string.Join("; ", verification.Damage)}");
        Try("write to what was repaired", Write); // a hostile segment size may still ask for more than the disk has
        ReadEverything();
        if (MessageLog.Repair(directory, apply: false) is { Actions: { Count: > 0 } left })
            throw new SelftestFailedException($"a second repair would change: {string.Join("; ", left)}");
    }

    private void Write()
    {
        using var log = MessageLog.Open(directory, new MessageLogOptions { SegmentSize = MessageLogOptions.SegmentSizeUnit }, Files);
        var sequence = log.Append(After);
        log.Flush();
        using var reader = log.CreateReader(LogStart.At(sequence));
        if (!reader.TryRead(out var message) || message.Sequence != sequence)
            throw new SelftestFailedException("what was appended is not there");
    }

    private void ReadEverything()
    {
        using var log = MessageLog.OpenReadOnly(directory);
        _ = log.Describe();
        _ = log.NextSequence;
        var starts = new[] { LogStart.Last, LogStart.End, LogStart.At(4), LogStart.Since(DateTimeOffset.UtcNow.AddSeconds(-1)), LogStart.First };
        foreach (var start in starts)
            ReadFrom(log, start);
    }

    private void ReadFrom(MessageLog log, LogStart start)
    {
        try
        {
            using var reader = log.CreateReader(start);
            Read(reader);
        }
        catch (SequenceOutOfRangeException)
        {
            // a right answer: that message may be gone
        }
    }

    private void Read(LogReader reader)
    {
        var last = 0L;
        while (reader.TryRead(out var message))
        {
            if (message.Sequence <= last)
                throw new SelftestFailedException($"message {message.Sequence} came after {last}");
            last = message.Sequence;
            if (onlyTrueMessages && !message.Payload.SequenceEqual(After) && !LogShape.IsTrue(message.Sequence, message.Payload))
                throw new SelftestFailedException($"message {message.Sequence} is not what was written");
        }
    }

    private void UseCursors()
    {
        using var log = MessageLog.OpenReadOnly(directory);
        using var cursor = log.OpenCursor("reader");
        using (var reader = cursor.CreateReader())
            Read(reader);
        cursor.Save(2, durable: false);
    }
}
