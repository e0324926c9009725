using Chronograph.Log;
using Chronograph.Storage;

namespace Chronograph.Selftest;

/// <summary>Writes a log without an end, doing everything a writer can do, and reports what it has done.</summary>
internal sealed class BusyWriter : IDisposable
{
    /// <summary>What every log of the harness keeps: cursors hold back more than the bytes allow, but not for ever.</summary>
    public static readonly RetentionPolicy Retention = new()
    {
        MaxBytes = 6 * MessageLogOptions.SegmentSizeUnit,
        MaxLag = 12 * MessageLogOptions.SegmentSizeUnit,
    };

    private const int LargestBatch = 60;

    private readonly byte[] _buffer = new byte[NumberedMessages.Largest];
    private readonly FileSystem _files;
    private readonly string _path;
    private readonly WriterReport _report;
    private readonly Random _random;
    private MessageLog _log;

    /// <summary>Opens the log.</summary>
    public BusyWriter(FileSystem files, string path, WriterReport report, Random random)
    {
        (_files, _path, _report, _random) = (files, path, report, random);
        _log = Open();
    }

    /// <summary>Does so many random things.</summary>
    public void Run(long steps)
    {
        for (var step = 0L; step < steps; step++)
            Step();
    }

    /// <summary>Lets retention remove what it may, and reports beforehand what will be left in any case.</summary>
    public static void Retain(MessageLog log, WriterReport report)
    {
        var withoutCursors = Retention with { MaxLag = Retention.MaxBytes }; // those of readers may move on at any moment
        report.LatestFirst = Math.Max(report.LatestFirst, log.Retain(withoutCursors, dryRun: true).FirstSequence);
        log.Retain(Retention);
    }

    public void Dispose() => _log.Dispose();

    private long Last => _log.NextSequence - 1;

    private MessageLog Open()
    {
        _report.Work = WriterWork.Opening;
        var log = MessageLog.Open(_path, new MessageLogOptions { SegmentSize = MessageLogOptions.SegmentSizeUnit }, _files);
        _report.Found = log.NextSequence - 1;
        _report.Appended = _report.Beginning = _report.Found;
        _report.Openings++;
        return log;
    }

    private void Step()
    {
        switch (_random.Next(1000))
        {
            case < 600:
                Append();
                break;
            case < 800:
                Claim();
                break;
            case < 950:
                Batch();
                break;
            case < 970:
                Flush();
                break;
            case < 980:
                WaitDurable();
                break;
            case < 997:
                Retain();
                break;
            default:
                Reopen();
                break;
        }
    }

    private void Append()
    {
        var next = Begin(WriterWork.Append, 1);
        Published(_log.Append(NumberedMessages.Fill(_buffer, next), NumberedMessages.TypeOf(next)));
    }

    private void Claim()
    {
        var next = Begin(WriterWork.Claim, 1);
        using var claim = _log.Claim(NumberedMessages.LengthOf(next), new MessageProperties { Type = NumberedMessages.TypeOf(next) });
        NumberedMessages.Fill(_buffer, next).CopyTo(claim.Payload);
        Linger();
        Published(claim.Commit());
    }

    private void Batch()
    {
        var count = _random.Next(1, LargestBatch);
        var abandoned = _random.Next(4) == 0;
        var next = Begin(abandoned ? WriterWork.AbandonedBatch : WriterWork.Batch, abandoned ? 0 : count);
        using var batch = _log.BeginBatch();
        for (var index = 0; index < count; index++, next++)
            batch.Append(NumberedMessages.Fill(_buffer, next), NumberedMessages.TypeOf(next));
        Linger();
        if (abandoned)
            return;
        batch.Commit();
        Published(next - 1);
    }

    private void Flush()
    {
        _report.Work = WriterWork.Flush;
        _log.Flush();
        _report.Durable = Last;
    }

    private void WaitDurable()
    {
        if (Last == 0)
            return;
        _report.Work = WriterWork.GroupCommit;
        _log.WaitDurableAsync(Last).GetAwaiter().GetResult();
        _report.Durable = Last;
    }

    private void Retain()
    {
        _report.Work = WriterWork.Retention;
        Retain(_log, _report);
    }

    private void Reopen()
    {
        _report.Work = WriterWork.Closing;
        var last = Last;
        _log.Dispose();
        _log = Open();
        BrokenPromiseException.Unless(Last == last, $"the log was closed with {last} messages and opened with {Last}");
    }

    private long Begin(WriterWork work, int count)
    {
        _report.Work = work;
        _report.Beginning = Last + count;
        return Last + 1;
    }

    // Flushes take the most of a writer's time by far. Whoever stays here at times also dies here, with something half done.
    private void Linger()
    {
        if (_random.Next(10) == 0)
            Thread.Sleep(1);
    }

    private void Published(long last)
    {
        BrokenPromiseException.Unless(last == _report.Beginning, $"message {_report.Beginning} got number {last}");
        _report.Appended = last;
    }
}
