using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chronograph.Log;

/// <summary>One message, read in place.</summary>
/// <remarks>Valid until the reader it came from reads on or is disposed; copy what must live longer.</remarks>
public readonly ref struct Message
{
    private readonly ReadOnlySpan<byte> _record; // header and payload; empty in a default value

    /// <summary>Bound: a sound record stands there, which stays mapped for as long as its reader promises.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal unsafe Message(byte* record, int payloadLength) =>
        _record = MemoryMarshal.CreateReadOnlySpan(ref *record, RecordLayout.HeaderSize + payloadLength);

    /// <summary>Header and payload, in the mapped log itself.</summary>
    internal ReadOnlySpan<byte> Record => _record;

    /// <summary>The message's bytes, in the mapped log itself.</summary>
    public ReadOnlySpan<byte> Payload => _record.IsEmpty ? default : _record[RecordLayout.HeaderSize..];

    /// <summary>The sequence number: the first message of a log has 1, each next one more.</summary>
    public long Sequence => RecordLayout.ReadSequence(_record);

    /// <summary>Nanoseconds since 1970-01-01 UTC; never less than that of the message before.</summary>
    public long TimestampNs => RecordLayout.ReadTimestamp(_record);

    /// <summary>The timestamp, to the 100 ns that <see cref="DateTimeOffset"/> can hold.</summary>
    public DateTimeOffset Timestamp => UnixTime.FromNanoseconds(TimestampNs);

    /// <summary>The user's message type.</summary>
    public ushort Type => RecordLayout.ReadType(_record);

    /// <summary>The W3C trace id given with the message, or all zeros. Asking for it allocates.</summary>
    public ActivityTraceId TraceId => ActivityTraceId.CreateFromBytes(RecordLayout.ReadTraceId(_record));

    /// <summary>The W3C span id given with the message, or all zeros. Asking for it allocates.</summary>
    public ActivitySpanId SpanId => ActivitySpanId.CreateFromBytes(RecordLayout.ReadSpanId(_record));

    /// <summary>A copy that stays valid. Allocates it and its payload.</summary>
    public MessageCopy Copy() => new(Sequence, TimestampNs, Type, Payload.ToArray(), TraceId, SpanId);
}
