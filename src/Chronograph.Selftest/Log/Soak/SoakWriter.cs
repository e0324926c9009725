using Chronograph.Log;

namespace Chronograph.Selftest;

/// <summary>The one writer of a soak: appends in every way there is, now and then as a new writer, and applies retention.</summary>
/// <remarks>For one thread.</remarks>
internal sealed class SoakWriter : IDisposable
{
    private readonly LogSoakOptions _options;
    private readonly SoakMessages _messages;
    private readonly Random _random;
    private readonly byte[] _buffer = new byte[SoakMessages.LargestLength];
    private MessageLog _log;

    public SoakWriter(LogSoakOptions options)
    {
        _options = options;
        _messages = new SoakMessages(options.Seed);
        _random = new Random(options.Seed);
        _log = Open();
    }

    public long Messages { get; private set; }

    public long PayloadBytes { get; private set; }

    public long Batches { get; private set; }

    public long Claims { get; private set; }

    public long Abandoned { get; private set; }

    public long Flushes { get; private set; }

    public long Writers { get; private set; }

    public long SegmentsRemoved { get; private set; }

    public long SegmentsFilled => SegmentsRemoved + _log.Describe().Segments.Count(segment => segment.Sealed);

    /// <summary>Does one thing at random.</summary>
    public void Step()
    {
        switch (_random.Next(1000))
        {
            case < 600:
                AppendSome(_random.Next(1, 200));
                break;
            case < 800:
                AppendBatch(_random.Next(20) == 0 ? _random.Next(10_000) : _random.Next(300));
                break;
            case < 900:
                Claim();
                break;
            case < 930:
                Thread.Sleep(_random.Next(1, 15)); // so that readers come to wait
                break;
            case < 940:
                _log.Flush();
                Flushes++;
                break;
            case < 960:
                Retain();
                break;
            case 960:
                Reopen();
                break;
            default:
                AppendSome(1000);
                break;
        }
    }

    /// <summary>Removes segments that nobody needs any more.</summary>
    public void Retain()
    {
        // A reader whose cursor was never saved yet holds nothing back.
        if (_log.Describe().Cursors.Count == _options.Readers)
            SegmentsRemoved += _log.Retain(new RetentionPolicy { MaxBytes = _options.KeptBytes }).Removed.Count;
    }

    /// <summary>Appends the last message.</summary>
    public void Finish()
    {
        AppendOne(SoakMessages.LastType);
        _log.Flush();
    }

    public void Dispose() => _log.Dispose();

    private void AppendSome(int count)
    {
        for (; count > 0; count--)
            AppendOne(_messages.TypeOf(_log.NextSequence));
    }

    private void AppendOne(ushort type)
    {
        _log.Append(Payload(_log.NextSequence), type);
        Count(1);
    }

    private void AppendBatch(int count)
    {
        using var batch = _log.BeginBatch();
        var next = Messages + 1;
        for (var sequence = next; sequence < next + count; sequence++)
            batch.Append(Payload(sequence), _messages.TypeOf(sequence));
        if (_random.Next(100) == 0) // waits for the disk
        {
            Abandoned++;
            return;
        }

        batch.Commit();
        Batches++;
        Count(count);
    }

    private void Claim()
    {
        var sequence = _log.NextSequence;
        using var claim = _log.Claim(_messages.LengthOf(sequence), new MessageProperties(_messages.TypeOf(sequence)));
        _messages.Fill(sequence, claim.Payload);
        if (_random.Next(4) == 0)
        {
            Abandoned++;
            return;
        }

        claim.Commit();
        Claims++;
        Count(1);
    }

    private void Count(int messages)
    {
        for (; messages > 0; messages--)
            PayloadBytes += _messages.LengthOf(++Messages);
    }

    private ReadOnlySpan<byte> Payload(long sequence)
    {
        var payload = _buffer.AsSpan(0, _messages.LengthOf(sequence));
        _messages.Fill(sequence, payload);
        return payload;
    }

    private void Reopen()
    {
        _log.Dispose();
        _log = Open();
    }

    private MessageLog Open()
    {
        Writers++;
        return MessageLog.Open(_options.Directory, new MessageLogOptions { SegmentSize = _options.SegmentSize });
    }
}
