using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chronograph.Graph;

/// <summary>Reads the elements of a buffer one after another.</summary>
internal struct ColumnScan<T>(ColumnBuffer buffer)
    where T : unmanaged
{
    private const int BatchBytes = 64 << 10;

    // The buffer's own memory where that is in one piece, else what was read of it.
    private readonly byte[] _bytes = buffer.Whole ?? new byte[BatchBytes];
    private long _offset;
    private int _next;
    private int _end;

    /// <summary>The next element; there must be one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Next()
    {
        if (_next == _end)
            Fill();
        var element = MemoryMarshal.Read<T>(_bytes.AsSpan(_next));
        _next += Unsafe.SizeOf<T>();
        return element;
    }

    private void Fill()
    {
        _next = 0;
        _end = buffer.Whole is null ? buffer.Read(_bytes, _offset) : (int)buffer.Length;
        _offset += _end;
    }
}
