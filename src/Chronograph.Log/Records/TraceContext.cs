using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chronograph.Log;

/// <summary>Bytes 40 to 63 of a record: the trace id in two words and the span id in one.</summary>
internal readonly record struct TraceContext(ulong TraceLow, ulong TraceHigh, ulong Span)
{
    /// <summary>Whether there is none: all zeros.</summary>
    public bool IsNone
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (TraceLow | TraceHigh | Span) == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TraceContext From(in MessageProperties properties)
    {
        if (properties.TraceId == default && properties.SpanId == default)
            return default;
        return Copy(properties.TraceId, properties.SpanId);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TraceContext Copy(ActivityTraceId traceId, ActivitySpanId spanId)
    {
        Span<ulong> words = stackalloc ulong[3];
        var bytes = MemoryMarshal.AsBytes(words);
        traceId.CopyTo(bytes[..RecordLayout.TraceIdSize]);
        spanId.CopyTo(bytes[RecordLayout.TraceIdSize..]);
        return new TraceContext(words[0], words[1], words[2]);
    }
}
