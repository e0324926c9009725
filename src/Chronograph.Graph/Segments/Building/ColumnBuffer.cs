using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Gathers the bytes of a column: the first in memory while there is some, the last few mebibytes too, and what is between in a temporary file.</summary>
internal sealed class ColumnBuffer(ScratchSpace scratch) : IDisposable
{
    private const int FirstSize = 1 << 10;
    private const int LargestPooled = 64 << 10; // a small commit needs nothing new, and what a large one had is let go of
    private const int LargestSize = 4 << 20;
    private const int CopySize = 64 << 10;
    private const int StackCopySize = 8 << 10;

    // Full tails, before what is in the file.
    private readonly List<byte[]> _kept = [];

    private byte[] _tail = [];
    private int _filled;
    private StorageFile? _file;
    private long _fileLength;

    public long Length => KeptLength + _fileLength + _filled;

    /// <summary>All bytes, where they are in one piece in memory; null where they are not.</summary>
    public byte[]? Whole => _kept.Count == 0 && _file is null ? _tail : null;

    private long KeptLength => (long)_kept.Count * LargestSize;

    [MethodImpl(Bulk.Loop)]
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_filled == _tail.Length)
                MakeRoom(bytes.Length);
            var part = Math.Min(bytes.Length, _tail.Length - _filled);
            bytes[..part].CopyTo(_tail.AsSpan(_filled));
            _filled += part;
            bytes = bytes[part..];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append<T>(T value)
        where T : unmanaged
    {
        var (tail, filled) = (_tail, _filled);
        if (tail.Length - filled < Unsafe.SizeOf<T>())
        {
            AppendBytes(value);
            return;
        }

        MemoryMarshal.Write(tail.AsSpan(filled), value);
        _filled = filled + Unsafe.SizeOf<T>();
    }

    /// <summary>Reads as many bytes as there are, up to the length of the span.</summary>
    [MethodImpl(Bulk.Loop)]
    public int Read(Span<byte> destination, long offset)
    {
        var read = 0;
        while (read < destination.Length && ReadPart(destination[read..], offset + read) is > 0 and var part)
            read += part;
        return read;
    }

    public void CopyTo(SegmentWriter writer)
    {
        foreach (var kept in _kept)
            writer.Write(kept);
        if (_file is not null)
        {
            var bytes = new byte[CopySize];
            for (var offset = 0L; offset < _fileLength; offset += bytes.Length)
            {
                var part = bytes.AsSpan(0, (int)Math.Min(bytes.Length, _fileLength - offset));
                _file.ReadExactly(part, offset);
                writer.Write(part);
            }
        }

        writer.Write(_tail.AsSpan(0, _filled));
    }

    /// <summary>Copies the bytes from one offset up to another.</summary>
    public void CopyTo(SegmentWriter writer, long start, long end)
    {
        Span<byte> bytes = stackalloc byte[StackCopySize];
        while (start < end)
        {
            var part = bytes[..ReadPart(bytes[..(int)Math.Min(bytes.Length, end - start)], start)];
            writer.Write(part);
            start += part.Length;
        }
    }

    public void Dispose()
    {
        if (_file is not null)
            scratch.Delete(_file);
        _file = null;
        scratch.Memory.GiveBack(KeptLength);
        _kept.Clear();
        ReturnTail();
        (_tail, _filled) = ([], 0);
    }

    /// <summary>Reads at most to the end of a piece.</summary>
    private int ReadPart(Span<byte> destination, long offset)
    {
        if (offset < KeptLength)
            return Copy(_kept[(int)(offset / LargestSize)].AsSpan((int)(offset % LargestSize)), destination);
        offset -= KeptLength;
        if (offset >= _fileLength)
            return Copy(_tail.AsSpan(0, _filled)[(int)Math.Min(_filled, offset - _fileLength)..], destination);
        var length = (int)Math.Min(destination.Length, _fileLength - offset);
        _file!.ReadExactly(destination[..length], offset);
        return length;
    }

    private static int Copy(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var length = Math.Min(source.Length, destination.Length);
        source[..length].CopyTo(destination);
        return length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AppendBytes<T>(T value)
        where T : unmanaged => Append(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    private void MakeRoom(int wanted)
    {
        if (_tail.Length < LargestSize)
        {
            var size = Math.Max(Math.Max(FirstSize, _tail.Length * 2), _filled + Math.Min(wanted, LargestSize));
            Grow(Math.Min(LargestSize, size));
            return;
        }

        if (_file is null && scratch.Memory.TryTake(LargestSize))
        {
            _kept.Add(_tail);
            _tail = GC.AllocateUninitializedArray<byte>(LargestSize);
        }
        else
        {
            _file ??= scratch.Create();
            _file.Write(_tail, _fileLength);
            _fileLength += _tail.Length;
        }

        _filled = 0;
    }

    private void Grow(int size)
    {
        var grown = size <= LargestPooled ? ArrayPool<byte>.Shared.Rent(size) : GC.AllocateUninitializedArray<byte>(size);
        _tail.AsSpan(0, _filled).CopyTo(grown);
        ReturnTail();
        _tail = grown;
    }

    private void ReturnTail()
    {
        if (_tail.Length is > 0 and <= LargestPooled)
            ArrayPool<byte>.Shared.Return(_tail);
    }
}
