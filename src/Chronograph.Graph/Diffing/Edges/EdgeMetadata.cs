namespace Chronograph.Graph;

/// <summary>Finds the metadata of the edges of a diff, asked for in the order of their keys.</summary>
/// <param name="segments">All segments of the diff, by number.</param>
internal sealed class EdgeMetadata(SegmentTable<EdgeSegment> segments)
{
    private readonly MetadataCursor?[] _cursors = new MetadataCursor?[segments.Count];

    /// <summary>The metadata of an edge that is present; empty when it has none.</summary>
    public StoredText Of(RowPlace place) =>
        Find(place) is >= 0 and var index ? new StoredText(segments[place.Segment].MetadataTexts, index) : default;

    /// <summary>The place of the metadata among those of the segment, or -1 when there are none.</summary>
    public long Find(RowPlace place)
    {
        var segment = segments[place.Segment];
        return segment.HasMetadata ? (_cursors[place.Segment] ??= new MetadataCursor(segment)).Find(place.Row) : -1;
    }
}

/// <summary>A text where it is stored, or an empty one that is not.</summary>
/// <param name="column">The texts.</param>
/// <param name="index">Its place among them.</param>
internal readonly struct StoredText(TextColumn column, long index)
{
    private readonly bool _present = true;

    public ReadOnlySpan<byte> Bytes => _present ? column[index] : default;

    public override string ToString() => _present ? column.Text(index) : "";
}
