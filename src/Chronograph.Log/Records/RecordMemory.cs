using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Reads and writes records in mapped memory.</summary>
/// <remarks>
/// Bound, for every method: <c>record</c> points at 64 bytes or more of a mapped segment, aligned to 64, and where a
/// payload is involved the caller has checked that header and payload end within the segment.
/// </remarks>
internal static unsafe class RecordMemory
{
    private const int CacheLine = 64;
    private const int Ahead = 16 * CacheLine;

    /// <summary>Loads the word that publishes a record. Acquire: what the writer stored before it is visible after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RecordWord LoadWord(byte* record) => new(Volatile.Read(ref *(ulong*)record));

    /// <summary>Has the processor fetch what lies a few messages behind a record. Only a hint, which reaches over the end of a mapping without harm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FetchAhead(byte* record)
    {
        if (!Sse.IsSupported)
            return;
        Sse.Prefetch0(record + Ahead);
        Sse.Prefetch0(record + Ahead + CacheLine);
    }

    /// <summary>Publishes a record. Release: everything stored in it before is visible to whoever sees the word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreWord(byte* record, RecordWord word) => Volatile.Write(ref *(ulong*)record, word.Value);

    /// <summary>Puts a payload behind the header.</summary>
    /// <remarks>The checksum is taken on the way from the caller's bytes: loading back what was just stored would stall.</remarks>
    /// <returns>Its checksum.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint StorePayload(byte* record, ReadOnlySpan<byte> payload) =>
        Crc32.ComputeAndCopy(payload, new Span<byte>(record + RecordLayout.HeaderSize, payload.Length));

    /// <summary>The same for a payload that <see cref="Crc32.IsShort"/>, without a call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint StoreShortPayload(byte* record, ReadOnlySpan<byte> payload) =>
        Crc32.ComputeAndCopyShort(payload, record + RecordLayout.HeaderSize);

    /// <summary>Writes a header but for its first word, over a payload that is in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreHeader(
        byte* record, RecordWord word, long sequence, long timestampNs, uint payloadChecksum, uint epoch, uint salt, TraceContext trace)
    {
        var headerChecksum = RecordHeader.Checksum(salt, word, sequence, timestampNs, payloadChecksum, 0, trace);
        *(long*)(record + RecordLayout.Sequence) = sequence;
        StoreEpochAndTrace((ulong*)(record + RecordLayout.WriterEpoch), epoch, trace);
        *(long*)(record + RecordLayout.Timestamp) = timestampNs;
        *(ulong*)(record + RecordLayout.PayloadChecksum) = payloadChecksum | ((ulong)headerChecksum << 32);
    }

    // 32 bytes. Most messages have no trace: then they are one store.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreEpochAndTrace(ulong* place, uint epoch, TraceContext trace)
    {
        Vector256.CreateScalar((ulong)epoch).Store(place);
        if (trace.IsNone)
            return;
        place[1] = trace.TraceLow;
        place[2] = trace.TraceHigh;
        place[3] = trace.Span;
    }

    /// <summary>Changes the flags that a record will be published with: only its header checksum is stored.</summary>
    public static void Reseal(byte* record, RecordWord word, uint salt)
    {
        var header = Load(record);
        *(uint*)(record + RecordLayout.HeaderChecksum) = RecordHeader.Checksum(
            salt, word, header.Sequence, header.TimestampNs, header.PayloadChecksum, header.Reserved, header.Trace);
    }

    public static RecordHeader Load(byte* record) => new(
        LoadWord(record),
        *(long*)(record + RecordLayout.Sequence),
        *(long*)(record + RecordLayout.Timestamp),
        *(uint*)(record + RecordLayout.PayloadChecksum),
        *(uint*)(record + RecordLayout.HeaderChecksum),
        *(uint*)(record + RecordLayout.WriterEpoch),
        *(uint*)(record + RecordLayout.Reserved2),
        new TraceContext(
            *(ulong*)(record + RecordLayout.TraceId),
            *(ulong*)(record + RecordLayout.TraceId + 8),
            *(ulong*)(record + RecordLayout.SpanId)));

    /// <summary>Whether a header is what some writer committed with this word, wherever it stands in the sequence.</summary>
    /// <param name="available">Bytes from the record to the end of the segment; the payload is checked against it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HeaderIsSound(byte* record, RecordWord word, long available, ref RecordSalt salt)
    {
        return !word.HasUnknownBits && RecordLayout.HeaderSize + (long)word.Length <= available && HeaderMatches(record, word, ref salt);
    }

    /// <summary>Whether a header matches its checksum, whatever it says.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HeaderMatches(byte* record, RecordWord word, ref RecordSalt salt)
    {
        var trace = new TraceContext(
            *(ulong*)(record + RecordLayout.TraceId),
            *(ulong*)(record + RecordLayout.TraceId + 8),
            *(ulong*)(record + RecordLayout.SpanId));
        var checksums = *(ulong*)(record + RecordLayout.PayloadChecksum);
        var epoch = *(ulong*)(record + RecordLayout.WriterEpoch);
        var expected = RecordHeader.Checksum(
            salt.For((uint)epoch),
            word,
            *(long*)(record + RecordLayout.Sequence),
            *(long*)(record + RecordLayout.Timestamp),
            (uint)checksums,
            (uint)(epoch >> 32),
            trace);
        return expected == (uint)(checksums >> 32);
    }

    /// <summary>The same, but only for a header whose epoch is the one that the salt was computed for last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HeaderMatchesAtOnce(byte* record, RecordWord word, in RecordSalt salt)
    {
        if (!salt.IsFor(*(ulong*)(record + RecordLayout.WriterEpoch), out var state))
            return false;
        var checksums = *(ulong*)(record + RecordLayout.PayloadChecksum);
        var trace = new TraceContext(
            *(ulong*)(record + RecordLayout.TraceId),
            *(ulong*)(record + RecordLayout.TraceId + 8),
            *(ulong*)(record + RecordLayout.SpanId));
        var expected = RecordHeader.Checksum(
            state, word, *(long*)(record + RecordLayout.Sequence), *(long*)(record + RecordLayout.Timestamp), (uint)checksums, 0, trace);
        return expected == (uint)(checksums >> 32);
    }

    /// <summary>Whether the payload matches its checksum. Only after <see cref="HeaderIsSound"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool PayloadIsSound(byte* record, RecordWord word) =>
        Crc32.Compute(new ReadOnlySpan<byte>(record + RecordLayout.HeaderSize, (int)word.Length))
            == *(uint*)(record + RecordLayout.PayloadChecksum);

    /// <summary>The same for a payload that <see cref="Crc32.IsShort"/>, without a call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool ShortPayloadIsSound(byte* record, RecordWord word) =>
        Crc32.ComputeShort(record + RecordLayout.HeaderSize, (int)word.Length) == *(uint*)(record + RecordLayout.PayloadChecksum);

    /// <summary>Whether the bytes between payload and next record are zero. Only after <see cref="HeaderIsSound"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool RestIsZero(byte* record, RecordWord word)
    {
        var end = RecordLayout.HeaderSize + (long)word.Length;
        var rest = (int)(RecordLayout.SizeOf(word.Length) - end);
        return rest == 0 || !new ReadOnlySpan<byte>(record + end, rest).ContainsAnyExcept((byte)0);
    }
}
