using System.Diagnostics;

namespace Chronograph.Log;

/// <summary>One message, read in place.</summary>
/// <remarks>Valid until the reader it came from reads on or is disposed; copy what must live longer.</remarks>
public readonly ref struct Message
{
    private readonly ReadOnlySpan<byte> _header;

    internal Message(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload)
    {
        _header = header;
        Payload = payload;
    }

    /// <summary>The record header, in the mapped log itself.</summary>
    internal ReadOnlySpan<byte> Header => _header;

    /// <summary>The message's bytes, in the mapped log itself.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>The sequence number: the first message of a log has 1, each next one more.</summary>
    public long Sequence => RecordLayout.ReadSequence(_header);

    /// <summary>Nanoseconds since 1970-01-01 UTC; never less than that of the message before.</summary>
    public long TimestampNs => RecordLayout.ReadTimestamp(_header);

    /// <summary>The timestamp, to the 100 ns that <see cref="DateTimeOffset"/> can hold.</summary>
    public DateTimeOffset Timestamp => UnixTime.FromNanoseconds(TimestampNs);

    /// <summary>The user's message type.</summary>
    public ushort Type => RecordLayout.ReadType(_header);

    /// <summary>The W3C trace id given with the message, or all zeros. Asking for it allocates.</summary>
    public ActivityTraceId TraceId => ActivityTraceId.CreateFromBytes(RecordLayout.ReadTraceId(_header));

    /// <summary>The W3C span id given with the message, or all zeros. Asking for it allocates.</summary>
    public ActivitySpanId SpanId => ActivitySpanId.CreateFromBytes(RecordLayout.ReadSpanId(_header));

    /// <summary>A copy that stays valid. Allocates it and its payload.</summary>
    public MessageCopy Copy() => new(Sequence, TimestampNs, Type, Payload.ToArray(), TraceId, SpanId);
}
