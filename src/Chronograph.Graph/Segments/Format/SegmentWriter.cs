using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Writes a segment file front to back, block by block, and the header last.</summary>
internal sealed class SegmentWriter : IDisposable
{
    /// <summary>Where columns and the footer begin: at multiples of a cache line.</summary>
    public const int Alignment = 64;

    private readonly StorageFile _file;
    private readonly SegmentName _name;
    private readonly byte[] _block = new byte[SegmentFooter.BlockSize];
    private readonly List<uint> _checksums = [];
    private readonly List<ColumnEntry> _columns = [];

    private SegmentFeatures _required;
    private long _blockStart;
    private int _filled = SegmentHeader.Size;
    private bool _released;

    private SegmentWriter(StorageFile file, SegmentName name)
    {
        _file = file;
        _name = name;
    }

    private long Position => _blockStart + _filled;

    public static SegmentWriter Create(FileSystem files, string directory, SegmentName name) =>
        new(files.Open(System.IO.Path.Combine(directory, name.FileName), FileIntent.CreateNew), name);

    /// <summary>Starts a column of so many plain elements; its bytes follow by <see cref="Write(ReadOnlySpan{byte})"/>.</summary>
    public void BeginColumn(ColumnId id, uint elementBits, long count)
    {
        Align();
        if (elementBits == CodeColumn.FewestBits)
            _required |= SegmentFeatures.TwoBitCodes;
        _columns.Add(new ColumnEntry(
            id, ColumnEntry.Plain, elementBits, Position, ColumnEntry.PlainLength(count, elementBits), count));
    }

    public void WriteColumn(ColumnId id, uint elementBits, long count, ReadOnlySpan<byte> bytes)
    {
        BeginColumn(id, elementBits, count);
        Write(bytes);
    }

    [MethodImpl(Bulk.Loop)]
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var part = Math.Min(bytes.Length, _block.Length - _filled);
            bytes[..part].CopyTo(_block.AsSpan(_filled));
            _filled += part;
            bytes = bytes[part..];
            if (_filled == _block.Length)
                FlushBlock();
        }
    }

    /// <summary>Writes four bytes, the one write that is done for each element of a column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(int value)
    {
        if (_block.Length - _filled <= sizeof(int))
        {
            Write(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in value)));
            return;
        }

        MemoryMarshal.Write(_block.AsSpan(_filled), value);
        _filled += sizeof(int);
    }

    /// <summary>Writes the footer and the header, and hashes the file where that is asked.</summary>
    public WrittenSegment Finish(long records, long tombstones, SegmentPurpose purpose)
    {
        Align();
        var footerOffset = Position;
        if (_filled > 0)
            FlushBlock();
        var footer = new SegmentFooter
        {
            RecordCount = records,
            TombstoneCount = tombstones,
            Columns = [.. _columns],
            BlockChecksums = [.. _checksums],
        }.ToBytes();
        _file.Write(footer, footerOffset);

        var length = footerOffset + footer.Length;
        Span<byte> header = stackalloc byte[SegmentHeader.Size];
        new SegmentHeader(_name, footerOffset, footer.Length, Crc32C.Compute(footer), length, _required).Write(header);
        _file.Write(header, 0);
        return new WrittenSegment(length, purpose == SegmentPurpose.Temporary ? "" : Hash(length));
    }

    /// <summary>Hands the finished file over to who flushes and closes it.</summary>
    public StorageFile Release()
    {
        _released = true;
        return _file;
    }

    public void Dispose()
    {
        if (!_released)
            _file.Dispose();
    }

    private void Align()
    {
        Span<byte> zeros = stackalloc byte[Alignment];
        zeros.Clear();
        Write(zeros[..(int)(-Position & (Alignment - 1))]);
    }

    private void FlushBlock()
    {
        var start = _blockStart == 0 ? SegmentHeader.Size : 0;
        _checksums.Add(Crc32C.Compute(_block.AsSpan(start, _filled - start)));
        _file.Write(_block.AsSpan(0, _filled), _blockStart);
        _blockStart += _filled;
        _filled = 0;
    }

    /// <summary>The header is known last but hashed first, so the file is read once more, from the page cache.</summary>
    private string Hash(long length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var offset = 0L; offset < length; offset += _block.Length)
        {
            var part = _block.AsSpan(0, (int)Math.Min(_block.Length, length - offset));
            _file.ReadExactly(part, offset);
            hash.AppendData(part);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
