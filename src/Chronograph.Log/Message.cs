using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chronograph.Log;

/// <summary>One message, read in place.</summary>
/// <remarks>Valid until the reader it came from reads on or is disposed; copy what must live longer.</remarks>
public readonly ref struct Message
{
    /// <summary>Bound: a sound record stands there, which stays mapped for as long as its reader promises.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal unsafe Message(byte* record, int payloadLength) =>
        Payload = MemoryMarshal.CreateReadOnlySpan(ref *(record + RecordLayout.HeaderSize), payloadLength);

    /// <summary>The header before the payload, in the mapped log itself; empty in a default value.</summary>
    internal ReadOnlySpan<byte> Header
    {
        get
        {
            ref var payload = ref MemoryMarshal.GetReference(Payload);
            return Unsafe.IsNullRef(ref payload)
                ? default
                : MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Subtract(ref payload, RecordLayout.HeaderSize), RecordLayout.HeaderSize);
        }
    }

    /// <summary>The message's bytes, in the mapped log itself.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>The sequence number: the first message of a log has 1, each next one more.</summary>
    public long Sequence => RecordLayout.ReadSequence(Header);

    /// <summary>Nanoseconds since 1970-01-01 UTC; never less than that of the message before.</summary>
    public long TimestampNs => RecordLayout.ReadTimestamp(Header);

    /// <summary>The timestamp, to the 100 ns that <see cref="DateTimeOffset"/> can hold.</summary>
    public DateTimeOffset Timestamp => UnixTime.FromNanoseconds(TimestampNs);

    /// <summary>The user's message type.</summary>
    public ushort Type => RecordLayout.ReadType(Header);

    /// <summary>The W3C trace id given with the message, or all zeros. Asking for it allocates.</summary>
    public ActivityTraceId TraceId => ActivityTraceId.CreateFromBytes(RecordLayout.ReadTraceId(Header));

    /// <summary>The W3C span id given with the message, or all zeros. Asking for it allocates.</summary>
    public ActivitySpanId SpanId => ActivitySpanId.CreateFromBytes(RecordLayout.ReadSpanId(Header));

    /// <summary>A copy that stays valid. Allocates it and its payload.</summary>
    public MessageCopy Copy() => new(Sequence, TimestampNs, Type, Payload.ToArray(), TraceId, SpanId);
}
