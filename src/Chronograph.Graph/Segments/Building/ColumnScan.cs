using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chronograph.Graph;

/// <summary>Reads the elements of a buffer one after another.</summary>
internal struct ColumnScan<T>(ColumnBuffer buffer)
    where T : unmanaged
{
    private const int BatchBytes = 64 << 10;

    private readonly T[] _batch = new T[Math.Min(buffer.Length, BatchBytes) / Unsafe.SizeOf<T>()];
    private long _offset;
    private int _next;
    private int _end;

    /// <summary>The next element; there must be one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Next()
    {
        if (_next == _end)
            Fill();
        return _batch[_next++];
    }

    private void Fill()
    {
        var read = buffer.Read(MemoryMarshal.AsBytes(_batch.AsSpan()), _offset);
        _offset += read;
        _next = 0;
        _end = read / Unsafe.SizeOf<T>();
    }
}
