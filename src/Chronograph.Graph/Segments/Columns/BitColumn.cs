namespace Chronograph.Graph;

/// <summary>One bit per record. A column that is absent holds zeros.</summary>
internal readonly struct BitColumn
{
    private readonly SegmentFile _file;
    private readonly ColumnEntry _entry;

    private BitColumn(SegmentFile file, in ColumnEntry entry)
    {
        _file = file;
        _entry = entry;
    }

    public bool IsEmpty => _entry.Count == 0;

    public bool this[long index] =>
        index < _entry.Count && (_file.Read(_entry.Offset + (index >> 3), 1)[0] & (1 << (int)(index & 7))) != 0;

    public static BitColumn Open(SegmentFile file, ColumnId id, long count)
    {
        if (file.TryGetColumn(id, out var entry) && (entry.Count != count || entry.ElementBits != 1))
            throw file.Damaged(id, $"holds {entry.Count} elements of {entry.ElementBits} bits");
        return new BitColumn(file, entry);
    }
}
