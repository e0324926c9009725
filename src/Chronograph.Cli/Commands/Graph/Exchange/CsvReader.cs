using System.Buffers;
using System.Runtime.CompilerServices;

namespace Chronograph.Cli;

/// <summary>Reads comma-separated values in UTF-8 as RFC 4180 defines them; line ends may be <c>\n</c> too.</summary>
/// <remarks>Values are read in place: one is valid until the next row. A row must fit into an array, which grows as needed.
/// What is done for each value is optimised at once: a large file would be half read before the compiler comes to it.</remarks>
internal sealed class CsvReader(Stream stream)
{
    private const int FirstSize = 256 * 1024;

    private static readonly SearchValues<byte> PlainEnds = SearchValues.Create(",\r\n"u8);

    private readonly List<(int Start, int Length)> _fields = [];
    private byte[] _buffer = new byte[FirstSize];
    private int _next;
    private int _end;
    private bool _begun;
    private bool _isComplete;
    private long _line = 1;

    /// <summary>The line on which the row that was read last begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>How many values the row has.</summary>
    public int Count => _fields.Count;

    /// <summary>A value of the row that was read last.</summary>
    public ReadOnlySpan<byte> this[int field] => _buffer.AsSpan(_fields[field].Start, _fields[field].Length);

    /// <summary>Reads the next row; false at the end. Lines without a character are skipped.</summary>
    /// <exception cref="RowException">The quotes of the row make no sense.</exception>
    public bool ReadRow()
    {
        if (!_begun)
            Begin();
        while (Has(_next))
        {
            Line = _line;
            if (_buffer[_next] is (byte)'\r' or (byte)'\n')
            {
                _ = Has(_next + 1);
                TryEndLine();
                continue;
            }

            ReadFields();
            return true;
        }

        return false;
    }

    /// <summary>Whether there is a byte at a place, read from the stream when need be. The bytes of the row so far may move.</summary>
    private bool Has(int place) => place < _end || Fill(place);

    private void Begin()
    {
        _begun = true;
        if (Has(2) && _buffer.AsSpan(0, 3).SequenceEqual("\uFEFF"u8))
            _next = 3;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadFields()
    {
        // All of a row is in the buffer before its values are looked at, so that no value moves any more.
        LoadRow();
        _fields.Clear();
        do
        {
            _fields.Add(_next < _end && _buffer[_next] == '"' ? ReadQuoted() : ReadPlain());
        }
        while (TryTake((byte)','));
        if (_next < _end && !TryEndLine())
            throw new RowException(Line, "text follows a closing quote");
    }

    /// <summary>Reads on until the buffer holds the end of the row: a line end that stands outside of quotes, and the byte behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void LoadRow()
    {
        var (length, quoted) = (0, false);
        while (true)
        {
            var rest = _buffer.AsSpan(_next + length, _end - _next - length);
            var found = quoted ? rest.IndexOf((byte)'"') : rest.IndexOfAny((byte)'"', (byte)'\r', (byte)'\n');
            length += found < 0 ? rest.Length : found;
            if (_next + length + 1 >= _end && !_isComplete)
            {
                Fill(_next + length + 1);
                continue;
            }

            if (found < 0 || (!quoted && _buffer[_next + length] != '"'))
                return;
            if (!quoted)
                quoted = length == 0 || _buffer[_next + length - 1] == ',';
            else if (_next + length + 1 < _end && _buffer[_next + length + 1] == '"')
                length++;
            else
                quoted = false;
            length++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int Start, int Length) ReadPlain()
    {
        var start = _next;
        var length = _buffer.AsSpan(start, _end - start).IndexOfAny(PlainEnds);
        _next = length < 0 ? _end : start + length;
        return (start, _next - start);
    }

    /// <summary>Reads a quoted value and closes the gaps of its doubled quotes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int Start, int Length) ReadQuoted()
    {
        var start = ++_next;
        var written = start;
        while (true)
        {
            var length = _buffer.AsSpan(_next, _end - _next).IndexOf((byte)'"');
            if (length < 0)
                throw new RowException(Line, "a quoted value has no end");
            var part = _buffer.AsSpan(_next, length);
            _line += part.Count((byte)'\n');
            if (written != _next)
                part.CopyTo(_buffer.AsSpan(written));
            written += length;
            _next += length + 1;
            if (!TryTake((byte)'"'))
                return (start, written - start);
            _buffer[written++] = (byte)'"';
        }
    }

    private bool TryTake(byte expected)
    {
        if (_next >= _end || _buffer[_next] != expected)
            return false;
        _next++;
        return true;
    }

    private bool TryEndLine()
    {
        if (_buffer[_next] is not ((byte)'\r' or (byte)'\n'))
            return false;
        TryTake((byte)'\r');
        TryTake((byte)'\n');
        _line++;
        return true;
    }

    /// <summary>Reads on until there is a byte at a place, moving what is still needed to the front.</summary>
    private bool Fill(int place)
    {
        if (_isComplete)
            return false;
        if (_next > 0)
        {
            _buffer.AsSpan(_next, _end - _next).CopyTo(_buffer);
            (place, _end, _next) = (place - _next, _end - _next, 0);
        }

        while (place >= _end && !_isComplete)
        {
            if (_end == _buffer.Length)
                Array.Resize(ref _buffer, checked(_buffer.Length * 2));
            var read = stream.Read(_buffer, _end, _buffer.Length - _end);
            _end += read;
            _isComplete = read == 0;
        }

        return place < _end;
    }
}
