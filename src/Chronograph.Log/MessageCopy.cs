using System.Diagnostics;

namespace Chronograph.Log;

/// <summary>A message with a payload of its own, for as long as one likes.</summary>
/// <param name="Sequence">The sequence number.</param>
/// <param name="TimestampNs">Nanoseconds since 1970-01-01 UTC.</param>
/// <param name="Type">The user's message type.</param>
/// <param name="Payload">The message's bytes.</param>
/// <param name="TraceId">The W3C trace id, or all zeros.</param>
/// <param name="SpanId">The W3C span id, or all zeros.</param>
public sealed record MessageCopy(
    long Sequence,
    long TimestampNs,
    ushort Type,
    ReadOnlyMemory<byte> Payload,
    ActivityTraceId TraceId,
    ActivitySpanId SpanId)
{
    /// <summary>The timestamp, to the 100 ns that <see cref="DateTimeOffset"/> can hold.</summary>
    public DateTimeOffset Timestamp => UnixTime.FromNanoseconds(TimestampNs);
}
