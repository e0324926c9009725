using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Reads a segment stretch by stretch into memory of its own and passes over the records that are as they must be.</summary>
/// <remarks>
/// A read of a stretch that stays in the processor's cache costs less than half of mapping its pages, and a disk that fails
/// is an exception, where a load from a mapping would end the process. It stops before anything else than sound messages of
/// one writer, be it damage or only unusual, and leaves that to a closer look at the file itself.
/// </remarks>
/// <param name="file">The segment.</param>
/// <param name="header">Its header.</param>
internal sealed unsafe class RecordWindow(StorageFile file, in SegmentHeader header) : IDisposable
{
    private const int Size = 256 * 1024;

    private readonly byte* _memory = (byte*)NativeMemory.AlignedAlloc(Size, RecordLayout.Alignment);
    private RecordSalt _salt = new(header.Id);
    private long _offset;
    private int _length;

    /// <summary>Passes over what is sound, to the end of a stretch at most.</summary>
    /// <returns>How far it came: <paramref name="from"/> itself when a closer look is needed there.</returns>
    /// <exception cref="IOException">The disk does not give the bytes.</exception>
    public VerifiedTo Pass(in VerifiedTo from)
    {
        if (!Holds(from.Offset))
        {
            _offset = from.Offset;
            _length = file.Read(new Span<byte>(_memory, Size), _offset) & ~(RecordLayout.Alignment - 1);
        }

        return PassLoaded(from);
    }

    /// <summary>Where the zeros end that stand in the segment from an offset on.</summary>
    public long SkipZeros(long from) => TailSearch.SkipZeros(file, from);

    public void Dispose() => NativeMemory.AlignedFree(_memory);

    // Whether the whole record was read, or as much of it as a stretch holds.
    private bool Holds(long offset)
    {
        var left = _offset + _length - offset;
        return offset >= _offset
            && left >= RecordLayout.HeaderSize
            && (offset == _offset || RecordLayout.SizeOf(RecordMemory.LoadWord(_memory + (offset - _offset)).Length) <= left);
    }

    // One loop without calls, so that the checksums of neighbouring messages overlap.
    // Bound: every record begins at least a header before the end of what was read, and is checked against that end.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // at once: one check of a log is often all that a process does
    private VerifiedTo PassLoaded(in VerifiedTo from)
    {
        var (offset, sequence, timestamp, epoch) = (from.Offset, from.NextSequence, from.TimestampNs, from.Epoch);
        var whole = from.Whole;
        var record = _memory + (offset - _offset);
        var end = _memory + _length;
        var salt = _salt;
        while (record < end)
        {
            var word = RecordMemory.LoadWord(record);
            var time = *(long*)(record + RecordLayout.Timestamp);
            if (!word.IsMessage
                || *(long*)(record + RecordLayout.Sequence) != sequence
                || *(uint*)(record + RecordLayout.WriterEpoch) != epoch
                || time < timestamp
                || !IsSound(record, word, end - record, ref salt)
                || !RecordMemory.RestIsZero(record, word))
            {
                break;
            }

            var size = RecordLayout.SizeOf(word.Length);
            (sequence, timestamp) = (sequence + 1, time);
            if (!word.ContinuesBatch)
                whole = new WholeTo(offset + size, sequence, offset, time);
            offset += size;
            record += size;
        }

        _salt = salt;
        return new VerifiedTo(offset, sequence, timestamp, epoch, whole);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsSound(byte* record, RecordWord word, long available, ref RecordSalt salt) =>
        word.IsShortMessage && available >= RecordLayout.HeaderSize + RecordWord.LongestShort && RecordMemory.HeaderMatchesAtOnce(record, word, salt)
            ? RecordMemory.ShortPayloadIsSound(record, word)
            : RecordMemory.HeaderIsSound(record, word, available, ref salt) && RecordMemory.PayloadIsSound(record, word);
}
