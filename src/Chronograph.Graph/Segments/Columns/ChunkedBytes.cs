namespace Chronograph.Graph;

/// <summary>Bytes gathered for a column, in pieces, so that growing never copies and never needs one large array.</summary>
internal sealed class ChunkedBytes
{
    private const int FirstChunk = 4 << 10;
    private const int LargestChunk = 1 << 20;

    private readonly List<byte[]> _full = [];
    private byte[] _current = new byte[FirstChunk];
    private int _filled;

    public long Length { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Length += bytes.Length;
        while (bytes.Length > 0)
        {
            if (_filled == _current.Length)
                NextChunk();
            var part = Math.Min(bytes.Length, _current.Length - _filled);
            bytes[..part].CopyTo(_current.AsSpan(_filled));
            _filled += part;
            bytes = bytes[part..];
        }
    }

    public void WriteTo(SegmentWriter writer)
    {
        foreach (var chunk in _full)
            writer.Write(chunk);
        writer.Write(_current.AsSpan(0, _filled));
    }

    private void NextChunk()
    {
        _full.Add(_current);
        _current = new byte[Math.Min(LargestChunk, _current.Length * 2)];
        _filled = 0;
    }
}
