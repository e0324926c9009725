using System.Buffers.Binary;
using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>The <c>.idx</c> file of a sealed segment: one place in every 64 KiB, so that a seek walks no further.</summary>
/// <remarks>A hint. Whoever uses an entry checks that the record is there, and walks from the start when it is not.</remarks>
internal static class SparseIndex
{
    public const int HeaderSize = 64;
    public const int EntrySize = 24;
    public const long Interval = 64 * 1024;

    private const uint Magic = 0x49524843;
    private const ushort Version = 1;
    private const int ChecksumOffset = 60;

    /// <summary>Builds the index of a sealed segment and puts it beside the segment.</summary>
    public static void Write(LogDirectory directory, in SegmentHeader header)
    {
        using var view = SegmentOpener.TryOpen(directory, header.Id);
        if (view is null)
            return; // removed by now
        var entries = Collect(view);
        var bytes = new byte[HeaderSize + (entries.Count * EntrySize)];
        for (var index = 0; index < entries.Count; index++)
            WriteEntry(bytes.AsSpan(HeaderSize + (index * EntrySize)), entries[index]);
        WriteHeader(bytes, view.Header, entries.Count);
        AtomicFile.Replace(directory.Files, directory.IndexPath(header.Id), bytes, durable: false);
    }

    /// <summary>Reads the index of a segment, or returns null when there is none to be believed.</summary>
    public static IReadOnlyList<IndexEntry>? TryRead(LogDirectory directory, in SegmentHeader header, out string reason)
    {
        reason = "";
        using var file = directory.Files.TryOpen(directory.IndexPath(header.Id));
        return file is null ? null : Read(file, header, out reason);
    }

    private static List<IndexEntry> Collect(SegmentView view)
    {
        var entries = new List<IndexEntry>();
        var walker = new RecordWalker(view, SegmentHeader.Size, view.Header.FirstSequence);
        for (var due = 0L; walker.Step(checkPayload: false) == RecordStep.Message;)
        {
            if (walker.RecordOffset < due)
                continue;
            var record = view.LoadHeader(walker.RecordOffset);
            entries.Add(new IndexEntry(record.Sequence, record.TimestampNs, walker.RecordOffset));
            due = walker.RecordOffset + Interval;
        }

        return entries;
    }

    private static IReadOnlyList<IndexEntry>? Read(StorageFile file, in SegmentHeader segment, out string reason)
    {
        var most = HeaderSize + (((segment.SegmentSize / Interval) + 1) * EntrySize);
        var length = file.Length;
        reason = "the index does not fit its segment";
        if (length < HeaderSize || length > most || (length - HeaderSize) % EntrySize != 0)
            return null;
        var bytes = new byte[length];
        if (file.Read(bytes, 0) < length || !HeaderMatches(bytes, segment))
            return null;

        var entries = new IndexEntry[(length - HeaderSize) / EntrySize];
        for (var index = 0; index < entries.Length; index++)
            entries[index] = ReadEntry(bytes.AsSpan(HeaderSize + (index * EntrySize)));
        reason = "";
        return entries;
    }

    private static bool HeaderMatches(ReadOnlySpan<byte> bytes, in SegmentHeader segment) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes) == Magic
        && BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]) == Version
        && BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]) == segment.Id.Value
        && BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]) == segment.FirstSequence
        && BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]) == (bytes.Length - HeaderSize) / EntrySize
        && BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumOffset..]) == Checksum(bytes);

    private static void WriteHeader(Span<byte> bytes, in SegmentHeader segment, int count)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[4..], Version);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], segment.Id.Value);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], segment.FirstSequence);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[24..], (uint)count);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[ChecksumOffset..], Checksum(bytes));
    }

    // Of bytes 0 to 59 and of everything from byte 64 on.
    private static uint Checksum(ReadOnlySpan<byte> bytes) =>
        Crc32C.Append(Crc32C.Compute(bytes[..ChecksumOffset]), bytes[HeaderSize..]);

    private static void WriteEntry(Span<byte> bytes, IndexEntry entry)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes, entry.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], entry.TimestampNs);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], entry.Offset);
    }

    private static IndexEntry ReadEntry(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt64LittleEndian(bytes),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]));
}
