using Chronograph.Log;
using Chronograph.Storage;

namespace Chronograph.Selftest;

/// <summary>Brings the power back: reads a crash image, recovers it, appends to it, and compares all of it with what was promised.</summary>
/// <param name="path">The log in the image.</param>
/// <param name="promise">What was promised when the power went.</param>
internal sealed class LogImageCheck(string path, LogPromise promise)
{
    private static readonly FileSystem Files = new UnflushedDisk();
    private static readonly SentMessage[] Afterwards = [new([1], 1), new([], 2), new(new byte[3000], 3)];

    private readonly List<SentMessage> _added = [];
    private long _last;

    /// <summary>Messages that were compared.</summary>
    public long Messages { get; private set; }

    /// <summary>Whether anything was removed by recovery.</summary>
    public bool Dropped { get; private set; }

    /// <summary>Checks everything.</summary>
    /// <exception cref="BrokenPromiseException">Something is not as promised.</exception>
    public void Run()
    {
        ReadUnrecovered();
        Recover();
        ReadAll();
        var verification = MessageLog.Verify(path);
        BrokenPromiseException.Unless(verification.Ok, $"verify finds {string.Join("; ", verification.Damage)}");
        CheckCursor();
    }

    // A reader that comes before the next writer ends where that one will find the end, or before.
    private void ReadUnrecovered()
    {
        if (!MessageLog.Exists(path))
            return;
        using var log = MessageLog.OpenReadOnly(path);
        var next = 0L;
        using var reader = log.CreateReader(LogStart.First);
        Read(reader, ref next);
        BrokenPromiseException.Unless(promise.MayEndWith(next - 1), $"before recovery a reader ends with {next - 1}; durable are {promise.Durable}, published {promise.Published}");
        BrokenPromiseException.Unless(log.NextSequence == next, $"before recovery a reader ends with {next - 1}, and the next message is said to be {log.NextSequence}");
    }

    private void Recover()
    {
        using var log = MessageLog.Open(path, new MessageLogOptions { SegmentSize = MessageLogOptions.SegmentSizeUnit }, Files);
        _last = log.NextSequence - 1;
        Dropped = log.Recovery!.DroppedBytes > 0;
        BrokenPromiseException.Unless(promise.MayEndWith(_last), $"recovery keeps {_last} messages; durable are {promise.Durable}, published {promise.Published}");
        AppendAgain(log);
        log.Flush();
        BrokenPromiseException.Unless(log.DurableSequence == _last + _added.Count, $"the durable mark is {log.DurableSequence} after a flush of {_last + _added.Count}");
    }

    private void AppendAgain(MessageLog log)
    {
        Add(log.Append(Afterwards[0].Payload, Afterwards[0].Type), Afterwards[0]);
        using var batch = log.BeginBatch();
        batch.Append(Afterwards[1].Payload, Afterwards[1].Type);
        batch.Append(Afterwards[2].Payload, Afterwards[2].Type);
        batch.Commit();
        _added.AddRange(Afterwards[1..]);
    }

    private void Add(long sequence, SentMessage message)
    {
        _added.Add(message);
        BrokenPromiseException.Unless(sequence == _last + _added.Count, $"the next message gets number {sequence} behind {_last}");
    }

    private void ReadAll()
    {
        using var log = MessageLog.OpenReadOnly(path);
        using var reader = log.CreateReader(LogStart.First);
        var next = 0L;
        Read(reader, ref next);
        BrokenPromiseException.Unless(next == _last + _added.Count + 1, $"reading ends before message {next} of {_last + _added.Count}");
    }

    private void Read(LogReader reader, ref long next)
    {
        next = reader.NextSequence;
        BrokenPromiseException.Unless(next <= promise.LatestFirst, $"the log begins with message {next}, and {promise.LatestFirst} was kept");
        for (; reader.TryRead(out var message); next = reader.NextSequence)
        {
            Messages++;
            var expected = _added.Count > 0 && next > _last ? _added[(int)(next - _last - 1)] : promise.Expected(next);
            BrokenPromiseException.Unless(expected is not null, $"message {next} was never published");
            var right = message.Sequence == next && message.Type == expected.Type && message.Payload.SequenceEqual(expected.Payload);
            BrokenPromiseException.Unless(right, $"message {next} has wrong bytes", wrongBytes: true);
        }
    }

    private void CheckCursor()
    {
        using var log = MessageLog.OpenReadOnly(path);
        var saved = log.Describe().Cursors.Where(cursor => cursor.Name == LogScript.CursorName).Select(cursor => cursor.NextSequence).SingleOrDefault();
        BrokenPromiseException.Unless(
            saved >= promise.CursorAtLeast && saved <= promise.CursorAtMost,
            $"the cursor stands at {saved}, and was saved at {promise.CursorAtLeast}");
    }
}
