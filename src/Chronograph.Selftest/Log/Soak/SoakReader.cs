using Chronograph.Log;

namespace Chronograph.Selftest;

/// <summary>One life of a reader, in a process of its own: reads on from its cursor, checks everything, saves as it goes.</summary>
internal sealed class SoakReader
{
    /// <summary>The name of the job, as a worker.</summary>
    public const string Job = "log-soak-reader";

    /// <summary>How the line begins that says what was not as promised.</summary>
    public const string Violation = "violation: ";

    private const int MostBetweenSaves = 5_000;
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Oversleeping = LongWait / 2;

    private readonly SoakMessages _messages;
    private readonly LogCursor _cursor;
    private readonly ReaderKind _kind;
    private readonly Random _random = new();
    private long _next;
    private long _timestamp;
    private bool _waitedInVain;
    private bool _ended;

    private SoakReader(SoakMessages messages, LogCursor cursor, ReaderKind kind)
    {
        _messages = messages;
        _cursor = cursor;
        _kind = kind;
    }

    /// <summary>Reads to the last message, or until something is not as promised.</summary>
    /// <param name="orders">Ends this process with its supervisor.</param>
    /// <param name="arguments">Directory, cursor, seed, <see cref="ReaderKind"/>.</param>
    public static void Run(WorkerOrders orders, string[] arguments)
    {
        try
        {
            using var log = MessageLog.OpenReadOnly(arguments[0]);
            using var cursor = log.OpenCursor(arguments[1]);
            var reader = new SoakReader(new SoakMessages(int.Parse(arguments[2])), cursor, Enum.Parse<ReaderKind>(arguments[3]));
            reader.ReadToEnd(log);
        }
        catch (Exception error)
        {
            Say($"{Violation}{error.GetType().Name}: {error.Message.ReplaceLineEndings(" ")}");
        }
    }

    private void ReadToEnd(MessageLog log)
    {
        using var reader = _cursor.CreateReader();
        _next = reader.NextSequence;
        Say(new ReaderReport(ReaderReportKind.Begun, _next));
        Save();
        if (_kind == ReaderKind.Async)
            ReadAsync(reader).GetAwaiter().GetResult();
        else
            Read(reader);
        Say(new ReaderReport(ReaderReportKind.Ended, _next));
    }

    private void Read(LogReader reader)
    {
        while (!_ended)
        {
            for (var left = _random.Next(1, MostBetweenSaves); left > 0 && !_ended && reader.TryRead(out var message); left--)
                Check(message.Sequence, message.TimestampNs, message.Type, message.Payload);
            Save();
            if (!_ended)
                _waitedInVain = !reader.Wait(LongWait);
        }
    }

    private async Task ReadAsync(LogReader reader)
    {
        var left = 1;
        await foreach (var message in reader.ReadAllAsync())
        {
            Check(message.Sequence, message.TimestampNs, message.Type, message.Payload.Span);
            if (--left > 0 && !_ended)
                continue;
            Save();
            if (_ended)
                return;
            left = _random.Next(1, MostBetweenSaves);
        }
    }

    private void Check(long sequence, long timestamp, ushort type, ReadOnlySpan<byte> payload)
    {
        if (sequence != _next)
            throw new InvalidDataException($"message {_next} was expected and {sequence} came");
        if (timestamp < _timestamp)
            throw new InvalidDataException($"message {sequence} is older than the one before");
        if (!_messages.IsRight(sequence, type, payload))
            throw new InvalidDataException($"message {sequence} has other bytes than were appended");
        if (_waitedInVain && DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch.AddTicks(timestamp / TimeSpan.NanosecondsPerTick) > Oversleeping)
            throw new InvalidDataException($"nobody woke the reader for message {sequence}");
        _waitedInVain = false;
        _timestamp = timestamp;
        _next++;
        _ended = type == SoakMessages.LastType;
    }

    private void Save()
    {
        if (_cursor.NextSequence == _next)
            return;
        Say(new ReaderReport(ReaderReportKind.Saving, _next));
        _cursor.Save(_next, durable: _kind == ReaderKind.Durable);
        Say(new ReaderReport(ReaderReportKind.Saved, _next));
    }

    private static void Say<T>(T what) => Console.Out.WriteLine(what);
}

/// <summary>How a reader reads and saves.</summary>
internal enum ReaderKind
{
    /// <summary>Waits on its thread; its cursor survives a kill.</summary>
    Blocking,

    /// <summary>Awaits messages.</summary>
    Async,

    /// <summary>Waits on its thread; its cursor survives a power loss.</summary>
    Durable,
}
