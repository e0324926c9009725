using System.Runtime.CompilerServices;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>An open segment file: its footer on the heap, everything else read through the map.</summary>
/// <remarks>
/// Structure is checked when the file is opened. The bytes of a block are checked against their checksum when the block
/// is first touched. Values are checked where they are used as an index. Any thread may read; whoever disposes it
/// guarantees that nobody still does.
/// </remarks>
internal sealed class SegmentFile : IDisposable
{
    private readonly MappedRegion _region;
    private readonly SegmentFooter _footer;
    private readonly long _end;

    // One bit per block, set once its checksum was found right. Set with Interlocked.Or; checking twice does no harm.
    private readonly ulong[] _checked;

    private SegmentFile(string path, MappedRegion region, SegmentFooter footer, long end)
    {
        Path = path;
        _region = region;
        _footer = footer;
        _end = end;
        _checked = new ulong[(footer.BlockChecksums.Length + 63) / 64];
    }

    public string Path { get; }

    public long Length => _region.Length;

    public long RecordCount => _footer.RecordCount;

    public long TombstoneCount => _footer.TombstoneCount;

    /// <exception cref="DamagedFileException">The file is missing, cut short, or not the segment it should be.</exception>
    /// <exception cref="UnsupportedFormatException">A later build wrote the file.</exception>
    public static SegmentFile Open(FileSystem files, string directory, SegmentName name)
    {
        var path = System.IO.Path.Combine(directory, name.FileName);
        using var file = OpenFile(files, path);
        var length = file.Length;
        if (length < SegmentHeader.Size + SegmentFooter.FixedSize)
            throw new DamagedFileException(path, 0, $"{length} bytes are too few for a segment");

        Span<byte> bytes = stackalloc byte[SegmentHeader.Size];
        file.ReadExactly(bytes, 0);
        var header = SegmentHeader.Read(bytes, path, name, length);
        var footerBytes = new byte[header.FooterLength];
        file.ReadExactly(footerBytes, header.FooterOffset);
        if (Crc32C.Compute(footerBytes) != header.FooterChecksum)
            throw new DamagedFileException(path, header.FooterOffset, "the checksum of the footer is wrong");
        var footer = SegmentFooter.Read(footerBytes, path, header.FooterOffset);
        return new SegmentFile(path, file.Map(MapAccess.ReadOnly, length), footer, header.FooterOffset);
    }

    /// <summary>Finds a column, checking its encoding and the length that its count demands.</summary>
    public bool TryGetColumn(ColumnId id, out ColumnEntry entry)
    {
        entry = default;
        foreach (var candidate in _footer.Columns)
        {
            if (candidate.Id != id)
                continue;
            if (candidate.Encoding != ColumnEntry.Plain)
                throw new UnsupportedFormatException(Path, $"column {(int)id} has encoding {candidate.Encoding}, this build reads {ColumnEntry.Plain}");
            if (candidate.Length != ColumnEntry.PlainLength(candidate.Count, candidate.ElementBits))
                throw Damaged(id, $"has {candidate.Length} bytes for {candidate.Count} elements of {candidate.ElementBits} bits");
            entry = candidate;
            return true;
        }

        return false;
    }

    /// <summary>Some bytes, checked against the checksums of their blocks. Valid until <see cref="Dispose"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Read(long offset, int length)
    {
        if (length == 0)
            return default;
        var first = offset >> SegmentFooter.BlockShift;
        var last = (offset + length - 1) >> SegmentFooter.BlockShift;
        if (first != last || !IsChecked(first))
            CheckBlocks(first, last);
        return _region.Read(offset, length);
    }

    /// <summary>Begins to fetch bytes that will be read soon, without waiting for them. Only a hint.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fetch(long offset) => _region.FetchLine(offset);

    public DamagedFileException Damaged(ColumnId column, string reason)
    {
        var entry = Array.Find(_footer.Columns, candidate => candidate.Id == column);
        return new DamagedFileException(Path, entry.Offset, $"column {(int)column} {reason}");
    }

    /// <summary>Checks every block, whatever was checked before.</summary>
    public void CheckAllBlocks()
    {
        for (var block = 0L; block < _footer.BlockChecksums.Length; block++)
            CheckBlock(block);
    }

    public void Dispose() => _region.Dispose();

    private static StorageFile OpenFile(FileSystem files, string path)
    {
        try
        {
            return files.Open(path, FileIntent.ReadOnly);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DamagedFileException(path, 0, "the file is missing", error);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsChecked(long block) => (_checked[block >> 6] & (1UL << (int)block)) != 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CheckBlocks(long first, long last)
    {
        for (var block = first; block <= last; block++)
        {
            if (!IsChecked(block))
                CheckBlock(block);
        }
    }

    private void CheckBlock(long block)
    {
        var start = block == 0 ? SegmentHeader.Size : block << SegmentFooter.BlockShift;
        var end = Math.Min(_end, (block + 1) << SegmentFooter.BlockShift);
        if (Crc32C.Compute(_region.Read(start, (int)(end - start))) != _footer.BlockChecksums[block])
            throw new DamagedFileException(Path, start, $"the checksum of block {block} is wrong");
        Interlocked.Or(ref _checked[block >> 6], 1UL << (int)(block & 63));
    }
}
