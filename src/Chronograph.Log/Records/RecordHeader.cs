using System.Runtime.CompilerServices;
using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>A record header in memory; the table is in <c>docs/format/log.md</c>.</summary>
internal readonly record struct RecordHeader(
    RecordWord Word,
    long Sequence,
    long TimestampNs,
    uint PayloadChecksum,
    uint HeaderChecksum,
    uint WriterEpoch,
    uint Reserved,
    TraceContext Trace)
{
    /// <summary>The sequence number that follows this record, whether it is a message, padding or a gap.</summary>
    public long NextSequence => Word switch
    {
        { IsGap: true } => (long)Trace.TraceLow,
        { IsPadding: true } => Sequence,
        _ => Sequence + 1,
    };

    /// <summary>The checksum a header must have.</summary>
    /// <param name="salt">The state behind the salt: <see cref="RecordSalt.For"/>.</param>
    /// <param name="word">Bytes 0 to 7 as they are once the record is committed.</param>
    /// <param name="sequence">Bytes 8 to 15.</param>
    /// <param name="timestampNs">Bytes 16 to 23.</param>
    /// <param name="payloadChecksum">Bytes 24 to 27.</param>
    /// <param name="reserved">Bytes 36 to 39.</param>
    /// <param name="trace">Bytes 40 to 63.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Checksum(
        uint salt, RecordWord word, long sequence, long timestampNs, uint payloadChecksum, uint reserved, TraceContext trace)
    {
        var state = Crc32C.Step(salt, word.Value);
        state = Crc32C.Step(state, (ulong)sequence);
        state = Crc32C.Step(state, (ulong)timestampNs);
        state = Crc32C.Step(state, payloadChecksum | ((ulong)reserved << 32));
        state = Crc32C.Step(state, trace.TraceLow);
        state = Crc32C.Step(state, trace.TraceHigh);
        return ~(uint)Crc32C.Step(state, trace.Span);
    }
}
