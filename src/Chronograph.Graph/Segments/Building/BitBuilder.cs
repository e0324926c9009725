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

    /// <summary>Reads the bits from the first on; none may follow.</summary>
    public Scanner Scan() => new(this);

    private void EndByte()
    {
        _bytes.Append((byte)_pending);
        _pending = 0;
    }

    public void Dispose() => _bytes.Dispose();

    /// <summary>Walks the bits once.</summary>
    internal struct Scanner(BitBuilder bits)
    {
        private readonly bool _any = bits.Set > 0;
        private ColumnScan<byte> _bytes = new(bits._bytes);
        private long _bytesLeft = bits._bytes.Length;
        private int _part;
        private int _partBits;

        /// <summary>The next bit; there must be one.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool Next() => _any && NextBit();

        private bool NextBit()
        {
            if (_partBits == 0)
                (_part, _partBits) = (_bytesLeft-- > 0 ? _bytes.Next() : bits._pending, 8);
            var bit = (_part & 1) != 0;
            _part >>= 1;
            _partBits--;
            return bit;
        }
    }
}
