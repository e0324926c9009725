using System.Diagnostics;

namespace Chronograph.Log;

/// <summary>What accompanies the payload of a message.</summary>
/// <param name="Type">The user's message type; the log gives it no meaning.</param>
/// <param name="TimestampNs">
/// Nanoseconds since 1970-01-01 UTC, or 0 for a timestamp by <see cref="MessageLogOptions.TimestampPolicy"/>.
/// One older than the newest in the log is raised to it, or refused (<see cref="MessageLogOptions.RefuseOlderTimestamps"/>).
/// </param>
/// <param name="TraceId">The W3C trace the message belongs to, if any.</param>
/// <param name="SpanId">The W3C span the message belongs to, if any.</param>
public readonly record struct MessageProperties(
    ushort Type = 0,
    long TimestampNs = 0,
    ActivityTraceId TraceId = default,
    ActivitySpanId SpanId = default);
