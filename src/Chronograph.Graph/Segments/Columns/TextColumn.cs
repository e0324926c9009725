using System.Runtime.CompilerServices;
using System.Text;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Texts in UTF-8: one column of offsets, one more than there are texts, and one of bytes.</summary>
internal readonly struct TextColumn
{
    private readonly SegmentFile _file;
    private readonly ColumnId _bytesId;
    private readonly WordColumn _offsets;
    private readonly ColumnEntry _bytes;

    private TextColumn(SegmentFile file, ColumnId bytesId, WordColumn offsets, ColumnEntry bytes)
    {
        _file = file;
        _bytesId = bytesId;
        _offsets = offsets;
        _bytes = bytes;
    }

    public long Count => Math.Max(0, _offsets.Count - 1);

    public ReadOnlySpan<byte> this[long index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var (start, end) = _offsets.Range(index, _bytes.Length);
            return end - start <= int.MaxValue ? _file.Read(_bytes.Offset + start, (int)(end - start)) : throw TooLong(end - start);
        }
    }

    /// <param name="count">The texts there must be, or -1 for any number.</param>
    public static TextColumn Open(SegmentFile file, ColumnId offsetsId, ColumnId bytesId, long count)
    {
        var offsets = WordColumn.Open(file, offsetsId, count <= 0 ? -1 : count + 1, 32, 64);
        if (file.TryGetColumn(bytesId, out var bytes) ? bytes.ElementBits != 8 : offsets.Count > 0)
            throw file.Damaged(bytesId, "is missing or not of bytes");
        return new TextColumn(file, bytesId, offsets, bytes);
    }

    /// <summary>Whether some neighbouring texts are those of another column; false when that cannot be told from all of them at once.</summary>
    /// <param name="start">The first text here.</param>
    /// <param name="other">The other column.</param>
    /// <param name="otherStart">The first text there.</param>
    /// <param name="count">How many, at least one.</param>
    public bool AllSame(long start, TextColumn other, long otherStart, int count)
    {
        if (_offsets.IsWide || other._offsets.IsWide)
            return false;
        var own = _offsets.Slice(start, count + 1);
        var others = other._offsets.Slice(otherStart, count + 1);
        var distance = others[0] - own[0];
        var same = true;
        for (var text = 0; text < own.Length; text++)
            same &= others[text] - own[text] == distance;
        return same && Bytes(own).SequenceEqual(other.Bytes(others));
    }

    /// <summary>Begins to fetch where a text stands, without waiting for it. Only a hint.</summary>
    public void Fetch(long index) => _offsets.Fetch(index);

    /// <summary>Begins to fetch the text itself.</summary>
    public void FetchBytes(long index) => _file?.Fetch(_bytes.Offset + _offsets[index]);

    /// <summary>The bytes of texts that follow one another; none when they do not.</summary>
    private ReadOnlySpan<byte> Bytes(ReadOnlySpan<uint> offsets)
    {
        var (start, end) = (offsets[0], offsets[^1]);
        if (start > end || end > _bytes.Length || end - start > int.MaxValue)
            throw _file.Damaged(_bytesId, $"has texts from {start} to {end} of {_bytes.Length} bytes");
        return _file.Read(_bytes.Offset + start, (int)(end - start));
    }

    private DamagedFileException TooLong(long length) => _file.Damaged(_bytesId, $"has a text of {length} bytes");

    public string Text(long index)
    {
        var bytes = this[index];
        try
        {
            return StrictUtf8.Encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw _file.Damaged(_bytesId, $"has text {index} that is not UTF-8");
        }
    }
}
