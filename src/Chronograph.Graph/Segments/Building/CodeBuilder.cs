using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Gathers a <see cref="CodeColumn"/>, in as few bits as the size of the dictionary allows.</summary>
internal sealed class CodeBuilder(ScratchSpace scratch, int dictionarySize) : IDisposable
{
    private readonly ColumnBuffer _bytes = new(scratch);
    private readonly uint _bits = CodeColumn.BitsFor(dictionarySize);
    private int _nibble;
    private long _count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int code)
    {
        _count++;
        switch (_bits)
        {
            case 4:
                AddNibble(code);
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
        writer.BeginColumn(id, _bits, _count);
        _bytes.CopyTo(writer);
        if (_bits == 4 && (_count & 1) != 0)
            writer.Write([(byte)_nibble]);
    }

    public void Dispose() => _bytes.Dispose();

    private void AddNibble(int code)
    {
        if ((_count & 1) != 0)
            _nibble = code;
        else
            _bytes.Append((byte)(_nibble | (code << 4)));
    }
}
