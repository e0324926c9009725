using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Gathers a <see cref="BitColumn"/>; one in which every bit is 0 is not written.</summary>
internal sealed class BitBuilder(ScratchSpace scratch) : IDisposable
{
    private readonly ColumnBuffer _bytes = new(scratch);
    private int _pending;
    private long _count;

    /// <summary>How many bits are 1.</summary>
    public long Set { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(bool bit)
    {
        if (bit)
        {
            _pending |= 1 << (int)(_count & 7);
            Set++;
        }

        if ((++_count & 7) == 0)
            EndByte();
    }

    public void WriteTo(SegmentWriter writer, ColumnId id)
    {
        if (Set == 0)
            return;
        writer.BeginColumn(id, 1, _count);
        _bytes.CopyTo(writer);
        if ((_count & 7) != 0)
            writer.Write([(byte)_pending]);
    }

    private void EndByte()
    {
        _bytes.Append((byte)_pending);
        _pending = 0;
    }

    public void Dispose() => _bytes.Dispose();
}
