using System.Runtime.CompilerServices;
using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>One segment, mapped for reading. For one thread at a time.</summary>
/// <remarks>
/// The bound of every access: offsets are multiples of 64 and lie at least a header before <see cref="Length"/>, which
/// is what is mapped. Lengths come from headers only after their checksum was found right.
/// </remarks>
internal sealed unsafe class SegmentView : IDisposable
{
    private readonly MappedRegion _region;
    private readonly byte* _start;
    private RecordSalt _salt;

    private SegmentView(string path, MappedRegion region, in SegmentHeader header)
    {
        Path = path;
        Header = header;
        Length = region.Length & ~(long)(RecordLayout.Alignment - 1);
        _region = region;
        _start = region.Pointer;
        _salt = new RecordSalt(header.Id);
    }

    public string Path { get; }

    public SegmentId Id => Header.Id;

    /// <summary>The header when the view was opened; the segment may have been sealed since.</summary>
    public SegmentHeader Header { get; }

    /// <summary>Mapped bytes: the segment size, or less where the file was cut.</summary>
    public long Length { get; }

    /// <summary>The last offset at which <see cref="TryGetAtOnce"/> may be asked: the longest message it takes ends within the mapped bytes.</summary>
    public long LastAtOnce => Length - RecordLayout.HeaderSize - RecordWord.LongestShort;

    /// <summary>Whether a file that was cut has something left behind <see cref="Length"/>, in less than 64 bytes.</summary>
    public bool HasRest => _region.Read(Length, (int)(_region.Length - Length)).ContainsAnyExcept((byte)0);

    public ReadOnlySpan<byte> Bytes(long offset, int length) => _region.Read(offset, length);

    /// <summary>Maps a segment whose header was read and found sound.</summary>
    public static SegmentView Map(string path, StorageFile file, in SegmentHeader header, long length) =>
        new(path, file.Map(MapAccess.ReadOnlyLasting, length), header);

    /// <summary>Whether a record header at this offset would lie within the mapped bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(long offset) => offset <= Length - RecordLayout.HeaderSize;

    /// <summary>The word that publishes the record at an offset. Acquire.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RecordWord LoadWord(long offset) => RecordMemory.LoadWord(At(offset));

    /// <summary>Whether the record is sound in its header and is the expected one of the sequence.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HeaderIsSound(long offset, RecordWord word, long expectedSequence)
    {
        var record = At(offset);
        return RecordMemory.HeaderIsSound(record, word, Length - offset, ref _salt)
            && *(long*)(record + RecordLayout.Sequence) == expectedSequence;
    }

    /// <summary>Whether the header is sound, whatever its sequence number.</summary>
    public bool HeaderIsSound(long offset, RecordWord word) =>
        RecordMemory.HeaderIsSound(At(offset), word, Length - offset, ref _salt);

    /// <summary>Whether the payload matches its checksum. Only after the header was found sound.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool PayloadIsSound(long offset, RecordWord word) => RecordMemory.PayloadIsSound(At(offset), word);

    /// <summary>Whether the bytes between payload and next record are zero. Only after the header was found sound.</summary>
    public bool RestIsZero(long offset, RecordWord word) => RecordMemory.RestIsZero(At(offset), word);

    /// <summary>The sequence number behind a sound padding record, or -1 when it is a gap that no repair writes.</summary>
    /// <remarks>Every lost message took 64 bytes or more, and its gap takes their place: so no gap can claim more numbers.</remarks>
    public long NextBehindPadding(long offset, RecordWord word)
    {
        var header = LoadHeader(offset);
        var lost = header.NextSequence - header.Sequence;
        return lost >= 0 && lost <= RecordLayout.SizeOf(word.Length) / RecordLayout.Alignment ? header.NextSequence : -1;
    }

    /// <summary>What never goes back from one record to the next: its timestamp and its writer's epoch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (long TimestampNs, uint Epoch) LoadOrder(long offset)
    {
        var record = At(offset);
        return (*(long*)(record + RecordLayout.Timestamp), *(uint*)(record + RecordLayout.WriterEpoch));
    }

    public RecordHeader LoadHeader(long offset) => RecordMemory.Load(At(offset));

    /// <summary>The message of a record whose header was found sound.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Message MessageAt(long offset, RecordWord word) =>
        new(At(offset), (int)word.Length);

    /// <summary>The message at an offset, if a sound one is published there of the kind that most are.</summary>
    /// <remarks>One stretch without a call, so that the checksums of neighbouring messages overlap. Everything else is left to a closer look.</remarks>
    /// <param name="offset">Where it begins: <see cref="LastAtOnce"/> at most.</param>
    /// <param name="expectedSequence">The sequence number it must have.</param>
    /// <param name="message">The message.</param>
    /// <param name="length">The length of its payload.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGetAtOnce(long offset, long expectedSequence, out Message message, out int length)
    {
        var record = At(offset);
        var word = RecordMemory.LoadWord(record);
        length = (int)word.Length;
        if (!word.IsShortMessage
            || *(long*)(record + RecordLayout.Sequence) != expectedSequence
            || !RecordMemory.HeaderMatchesAtOnce(record, word, _salt)
            || !RecordMemory.ShortPayloadIsSound(record, word))
        {
            message = default;
            return false;
        }

        message = new Message(record, length);
        return true;
    }

    /// <summary>Has the processor fetch what comes some messages later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void FetchAhead(long offset) => RecordMemory.FetchAhead(At(offset));

    /// <summary>Whether the segment is sealed by now, and where its records end.</summary>
    public bool IsSealed(out long endOffset)
    {
        var header = _region.Read(0, SegmentHeader.Size);
        endOffset = 0;
        if (!SegmentHeader.IsSealed(Sealing.LoadWord(header)))
            return false;
        endOffset = System.Buffers.Binary.BinaryPrimitives.ReadInt64LittleEndian(header[SegmentHeader.EndOffsetOffset..]);
        return true;
    }

    /// <summary>Lets go of the file: what is read from here on is zeros.</summary>
    public void LetGo() => _region.LetGo();

    public void Dispose() => _region.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* At(long offset) => _start + offset;
}
