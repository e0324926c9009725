using Chronograph.Log;

namespace Chronograph.Selftest;

/// <summary>A random writer of a small log on a recorded disk, which notes everything that the log promises it.</summary>
internal sealed class LogScript : IDisposable
{
    /// <summary>The name of the log's directory below the recorded one.</summary>
    public const string LogName = "log";

    /// <summary>The name of the cursor that is saved now and then.</summary>
    public const string CursorName = "reader";

    private const int SegmentsKept = 4;
    private const int LargestPayload = 20_000;

    private static readonly MessageLogOptions Options = new() { SegmentSize = MessageLogOptions.SegmentSizeUnit };

    private readonly RecordingFileSystem _files;
    private readonly Random _random;
    private readonly string _path;
    private MessageLog _log;

    /// <summary>Opens the log, which recovers what a power loss before left.</summary>
    public LogScript(RecordingFileSystem files, Random random)
    {
        _files = files;
        _random = random;
        _path = Path.Combine(files.Root, LogName);
        _log = Open();
    }

    /// <summary>Does a number of random things.</summary>
    public void Run(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            Step();
            NoteDurable(_log.DurableSequence);
            if (_random.Next(4) == 0)
                Thread.Sleep(1); // lets the log's worker come to its turn
        }
    }

    /// <summary>Closes the log, after which all of it is durable.</summary>
    public void Dispose()
    {
        var last = _log.NextSequence - 1;
        _log.Dispose();
        NoteDurable(last);
    }

    private void Step()
    {
        switch (_random.Next(20))
        {
            case < 8:
                Append();
                break;
            case < 10:
                Claim();
                break;
            case < 14:
                Batch();
                break;
            case < 16:
                _log.Flush();
                NoteDurable(_log.NextSequence - 1);
                break;
            case 16:
                GroupCommit();
                break;
            case 17:
                Retain();
                break;
            case 18:
                SaveCursor();
                break;
            default:
                Dispose();
                _log = Open();
                break;
        }
    }

    private MessageLog Open()
    {
        var log = MessageLog.Open(_path, Options, _files);
        _files.Note(new Recovered(log.NextSequence));
        return log;
    }

    private void Append() => Publish([Message()], messages => _log.Append(messages[0].Payload, messages[0].Type));

    private void Claim()
    {
        var message = Message();
        using var claim = _log.Claim(message.Payload.Length, new MessageProperties { Type = message.Type });
        message.Payload.CopyTo(claim.Payload);
        if (_random.Next(4) == 0)
            return;
        _files.Note(new PublishBegan([message]));
        claim.Commit();
        _files.Note(new PublishEnded());
    }

    private void Batch()
    {
        using var batch = _log.BeginBatch();
        var messages = Enumerable.Range(0, _random.Next(1, 12)).Select(_ => Message()).ToArray();
        foreach (var message in messages)
        {
            batch.Append(message.Payload, message.Type);
            if (_random.Next(4) == 0)
                _files.Capture();
        }

        if (_random.Next(4) == 0)
            return; // abandoned: none of it must ever be seen
        _files.Note(new PublishBegan(messages));
        batch.Commit();
        _files.Note(new PublishEnded());
    }

    private void Publish(SentMessage[] messages, Action<SentMessage[]> publish)
    {
        _files.Note(new PublishBegan(messages));
        publish(messages);
        _files.Note(new PublishEnded());
    }

    private void GroupCommit()
    {
        var last = _log.NextSequence - 1;
        if (last == 0)
            return;
        _log.WaitDurableAsync(last).GetAwaiter().GetResult();
        NoteDurable(last);
    }

    private void Retain()
    {
        var policy = new RetentionPolicy { MaxBytes = SegmentsKept * Options.SegmentSize, MaxLag = 0 };
        _files.Note(new RetentionBegan(_log.Retain(policy, dryRun: true).FirstSequence));
        _log.Retain(policy);
    }

    private void SaveCursor()
    {
        using var cursor = _log.OpenCursor(CursorName);
        var next = Math.Max(cursor.NextSequence ?? 1, _random.NextInt64(1, _log.NextSequence + 1));
        _files.Note(new CursorSaved(next, Done: false));
        cursor.Save(next);
        _files.Note(new CursorSaved(next, Done: true));
    }

    private void NoteDurable(long sequence)
    {
        if (sequence > 0)
            _files.Note(new BecameDurable(sequence));
    }

    private SentMessage Message()
    {
        var payload = new byte[_random.Next(8) == 0 ? _random.Next(LargestPayload) : _random.Next(600)];
        _random.NextBytes(payload);
        return new SentMessage(payload, (ushort)_random.Next(ushort.MaxValue + 1));
    }
}
