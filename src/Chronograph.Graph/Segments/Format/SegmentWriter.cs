using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Writes a segment file front to back, and the header last.</summary>
/// <remarks>
/// Linux keeps a file in memory in pieces as large as the writes that made them, if they are aligned, and maps a piece of
/// two mebibytes by one entry: a lookup that reads anywhere in a large segment then waits a third less for addresses.
/// </remarks>
internal sealed class SegmentWriter : IDisposable
{
    /// <summary>Where columns and the footer begin: at multiples of a cache line.</summary>
    public const int Alignment = 64;

    private const int MostColumns = 24; // of a segment as it is now
    private const int FirstChunk = 64 << 10;
    private const int LargestChunk = 2 << 20;

    private readonly StorageFile _file;
    private readonly SegmentName _name;
    private readonly List<uint> _checksums = [];
    private readonly List<ColumnEntry> _columns = new(MostColumns);

    private SegmentFeatures _required;

    // What is not written yet, from a multiple of the largest chunk on; small segments never fill one.
    private byte[] _chunk = ArrayPool<byte>.Shared.Rent(FirstChunk);
    private long _chunkStart;
    private int _filled = SegmentHeader.Size;
    private bool _released;

    /// <param name="file">A new file of that name, for the writer until <see cref="Release"/>.</param>
    /// <param name="name">What the segment says that it is.</param>
    public SegmentWriter(StorageFile file, SegmentName name)
    {
        _file = file;
        _name = name;
    }

    private long Position => _chunkStart + _filled;

    public static SegmentWriter Create(FileSystem files, string directory, SegmentName name) =>
        new(files.Open(System.IO.Path.Combine(directory, name.FileName), FileIntent.CreateNew), name);

    /// <summary>Says in the header what a reader must know.</summary>
    public void Require(SegmentFeatures feature) => _required |= feature;

    /// <summary>Starts a column of so many plain elements; its bytes follow by <see cref="Write(ReadOnlySpan{byte})"/>.</summary>
    public void BeginColumn(ColumnId id, uint elementBits, long count)
    {
        Align();
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
            if (_filled == _chunk.Length)
                MakeRoom();
            var part = Math.Min(bytes.Length, _chunk.Length - _filled);
            bytes[..part].CopyTo(_chunk.AsSpan(_filled));
            _filled += part;
            bytes = bytes[part..];
        }
    }

    /// <summary>Writes four bytes, the one write that is done for each element of a column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(int value)
    {
        if (_chunk.Length - _filled < sizeof(int))
        {
            Write(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in value)));
            return;
        }

        MemoryMarshal.Write(_chunk.AsSpan(_filled), value);
        _filled += sizeof(int);
    }

    /// <summary>Writes the footer and the header, and hashes the file where that is asked.</summary>
    public WrittenSegment Finish(long records, long tombstones, SegmentPurpose purpose)
    {
        Align();
        var footerOffset = Position;
        AddChecksums();
        var footer = new SegmentFooter
        {
            RecordCount = records,
            TombstoneCount = tombstones,
            Columns = [.. _columns],
            BlockChecksums = [.. _checksums],
        }.ToBytes();
        var length = footerOffset + footer.Length;
        Span<byte> header = stackalloc byte[SegmentHeader.Size];
        new SegmentHeader(_name, footerOffset, footer.Length, Crc32C.Compute(footer), length, _required).Write(header);
        return new WrittenSegment(length, Finish(header, footer, purpose));
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
        ArrayPool<byte>.Shared.Return(_chunk);
        _chunk = [];
    }

    private void Align()
    {
        Span<byte> zeros = stackalloc byte[Alignment];
        zeros.Clear();
        Write(zeros[..(int)(-Position & (Alignment - 1))]);
    }

    private void MakeRoom()
    {
        if (_chunk.Length < LargestChunk)
            Grow();
        else
            FlushChunk();
    }

    private void Grow()
    {
        var grown = ArrayPool<byte>.Shared.Rent(2 * _chunk.Length);
        _chunk.AsSpan(0, _filled).CopyTo(grown);
        ArrayPool<byte>.Shared.Return(_chunk);
        _chunk = grown;
    }

    private void FlushChunk()
    {
        AddChecksums();
        WriteChunk();
    }

    private void AddChecksums()
    {
        for (var block = 0; block < _filled; block += SegmentFooter.BlockSize)
        {
            var start = _chunkStart + block == 0 ? SegmentHeader.Size : block;
            _checksums.Add(Crc32C.Compute(_chunk.AsSpan(start, Math.Min(_filled, block + SegmentFooter.BlockSize) - start)));
        }
    }

    private void WriteChunk()
    {
        _file.Write(_chunk.AsSpan(0, _filled), _chunkStart);
        _chunkStart += _filled;
        _filled = 0;
    }

    /// <summary>Writes what is left: a segment that is in memory as a whole by one write, hashed before it.</summary>
    /// <returns>The hash of the file; empty where it is not asked.</returns>
    private string Finish(ReadOnlySpan<byte> header, ReadOnlySpan<byte> footer, SegmentPurpose purpose)
    {
        if (Position + footer.Length <= LargestChunk)
        {
            Write(footer);
            header.CopyTo(_chunk);
            var file = _chunk.AsSpan(0, _filled);
            _file.Write(file, 0);
            return purpose == SegmentPurpose.Temporary ? "" : Convert.ToHexStringLower(SHA256.HashData(file));
        }

        var footerOffset = Position;
        WriteChunk();
        _file.Write(footer, footerOffset);
        _file.Write(header, 0);
        return purpose == SegmentPurpose.Temporary ? "" : Hash(footerOffset + footer.Length);
    }

    // The header is known last but hashed first, so the file is read once more, from the page cache.
    private string Hash(long length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var offset = 0L; offset < length; offset += _chunk.Length)
        {
            var part = _chunk.AsSpan(0, (int)Math.Min(_chunk.Length, length - offset));
            _file.ReadExactly(part, offset);
            hash.AppendData(part);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
