using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chronograph.Graph;

/// <summary>Texts put one behind the other in large arrays, so that a text costs its bytes and four more, and no object.</summary>
internal sealed class TextArena
{
    private const int ChunkShift = 20;
    private const int LargestChunk = 1 << ChunkShift;
    private const int FirstChunk = 1 << 10;

    private readonly List<byte[]> _chunks = [];
    private byte[] _current = [];
    private int _filled;

    /// <summary>Bytes of memory taken.</summary>
    public long Bytes { get; private set; }

    /// <summary>Copies a text and returns where it is.</summary>
    [MethodImpl(Bulk.Loop)]
    public long Add(ReadOnlySpan<byte> text)
    {
        var size = sizeof(int) + text.Length;
        if (_filled + size > _current.Length)
            BeginChunk(size);
        var place = ((long)(_chunks.Count - 1) << ChunkShift) | (uint)_filled;
        MemoryMarshal.Write(_current.AsSpan(_filled), text.Length);
        text.CopyTo(_current.AsSpan(_filled + sizeof(int)));
        _filled += size;
        return place;
    }

    public ReadOnlySpan<byte> this[long place]
    {
        get
        {
            var bytes = _chunks[(int)(place >> ChunkShift)].AsSpan((int)(place & (LargestChunk - 1)));
            return bytes.Slice(sizeof(int), MemoryMarshal.Read<int>(bytes));
        }
    }

    /// <summary>Lets go of all texts; none may be added any more.</summary>
    public void Release() => _chunks.Clear();

    /// <summary>A text longer than a chunk gets one of its own, in which it begins at 0.</summary>
    private void BeginChunk(int size)
    {
        var length = Math.Max(size, Math.Clamp(_current.Length * 2, FirstChunk, LargestChunk));
        _current = new byte[length];
        _chunks.Add(_current);
        _filled = 0;
        Bytes += length;
    }
}
