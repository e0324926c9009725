using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Gathers a <see cref="CodeColumn"/>, in as few bits as the size of the dictionary allows.</summary>
/// <param name="scratch">Where many codes are kept.</param>
/// <param name="dictionarySize">How many different codes there are.</param>
/// <param name="large">Whether so many codes will come that two bits for each are worth a feature that older builds lack.</param>
internal sealed class CodeBuilder(ScratchSpace scratch, int dictionarySize, bool large = false) : IDisposable
{
    private const int MostInTwoBits = 4;

    private readonly ColumnBuffer _bytes = new(scratch);
    private readonly uint _bits = large && dictionarySize is > 1 and <= MostInTwoBits
        ? CodeColumn.FewestBits
        : CodeColumn.BitsFor(dictionarySize);

    // Codes that do not fill a byte yet, the first in the lowest bits.
    private int _pending;
    private long _count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int code)
    {
        _count++;
        switch (_bits)
        {
            case 2:
                AddPart(code, 3);
                break;
            case 4:
                AddPart(code, 1);
                break;
            case 8:
                _bytes.Append((byte)code);
                break;
            case 16:
                _bytes.Append((ushort)code);
                break;
            case 32:
                _bytes.Append(code);
                break;
        }
    }

    public void WriteTo(SegmentWriter writer, ColumnId id)
    {
        if (_bits == CodeColumn.FewestBits)
            writer.Require(SegmentFeatures.TwoBitCodes);
        writer.BeginColumn(id, _bits, _count);
        _bytes.CopyTo(writer);
        if (_bits is 2 or 4 && _count * _bits % 8 != 0)
            writer.Write([(byte)_pending]);
    }

    /// <summary>Reads the codes from the first on; none may follow.</summary>
    public Scanner Scan() => new(this);

    public void Dispose() => _bytes.Dispose();

    /// <param name="code">The code.</param>
    /// <param name="last">The last place in a byte.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddPart(int code, int last)
    {
        var place = (int)(_count - 1) & last;
        _pending |= code << (place * (int)_bits);
        if (place != last)
            return;
        _bytes.Append((byte)_pending);
        _pending = 0;
    }

    /// <summary>Walks the codes once.</summary>
    internal struct Scanner(CodeBuilder codes)
    {
        private readonly int _bits = (int)codes._bits;
        private ColumnScan<byte> _bytes = new(codes._bytes);
        private long _bytesLeft = codes._bytes.Length;

        // The codes of a byte that are still to come, the next one in the lowest bits.
        private int _part;
        private int _partCodes;

        /// <summary>The next code; there must be one.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public int Next() => _bits switch
        {
            0 => 0,
            8 => _bytes.Next(),
            16 => _bytes.Next() | (_bytes.Next() << 8),
            32 => _bytes.Next() | (_bytes.Next() << 8) | (_bytes.Next() << 16) | (_bytes.Next() << 24),
            _ => NextPart(),
        };

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private int NextPart()
        {
            if (_partCodes == 0)
                (_part, _partCodes) = (_bytesLeft-- > 0 ? _bytes.Next() : codes._pending, 8 / _bits);
            var code = _part & ((1 << _bits) - 1);
            _part >>= _bits;
            _partCodes--;
            return code;
        }
    }
}
