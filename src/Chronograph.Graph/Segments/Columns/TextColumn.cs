using System.Text;

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
        get
        {
            var (start, end) = _offsets.Range(index, _bytes.Length);
            if (end - start > int.MaxValue)
                throw _file.Damaged(_bytesId, $"has a text of {end - start} bytes");
            return _file.Read(_bytes.Offset + start, (int)(end - start));
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
