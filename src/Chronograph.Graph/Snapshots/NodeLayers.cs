using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>The node segments of a version, oldest first. Of each id the newest segment that knows it speaks.</summary>
internal readonly struct NodeLayers(ImmutableArray<PooledSegment> segments)
{
    public int Count => segments.Length;

    public ImmutableArray<SegmentDescriptor> Descriptors => [.. segments.Select(segment => segment.Descriptor)];

    public SegmentName Name(int layer) => segments[layer].Name;

    public SegmentDescriptor Descriptor(int layer) => segments[layer].Descriptor;

    public NodeSegment Segment(int layer) => segments[layer].Nodes;

    /// <summary>Asks the newest layers first, and of the <paramref name="count"/> oldest only.</summary>
    public RecordState Find(NodeId id, int count, out NodeSegment? segment, out long row, out int layer)
    {
        for (layer = count - 1; layer >= 0; layer--)
        {
            segment = segments[layer].Nodes;
            var state = segment.Find(id, out row);
            if (state != RecordState.Unknown)
                return state;
        }

        segment = null;
        row = -1;
        return RecordState.Unknown;
    }

    public RecordState Find(NodeId id, int count, out NodeSegment? segment, out long row) =>
        Find(id, count, out segment, out row, out _);

    public RecordState Find(NodeId id, out NodeSegment? segment, out long row) => Find(id, Count, out segment, out row);

    /// <summary>As the others, and says in a report what it cost.</summary>
    public RecordState Find(NodeId id, QueryReport report, out NodeSegment? segment, out long row)
    {
        for (var layer = Count - 1; layer >= 0; layer--)
        {
            segment = segments[layer].Nodes;
            report.Note(Name(layer), segment.MayKnow(id) ? SegmentUse.Opened : SegmentUse.SkippedByFilter);
            var state = segment.Find(id, out row);
            if (state == RecordState.Unknown)
                continue;
            report.RowsTouched++;
            return state;
        }

        segment = null;
        row = -1;
        return RecordState.Unknown;
    }

    /// <summary>The layers from one up to another, by themselves.</summary>
    public NodeLayers Slice(int start, int end) => new(segments[start..end]);

    /// <summary>Whether each segment says what its records replace in older ones, or only adds. Opens their files.</summary>
    public bool SayReplacements => segments.All(segment => segment.Descriptor.AddsOnly || segment.Nodes.HasReplacements);

    /// <summary>The segments from one layer up to another.</summary>
    public List<NodeSegment> Segments(int start, int end) =>
        [.. segments[start..end].Select(segment => segment.Nodes)];

    /// <summary>These layers and newer ones on top.</summary>
    public NodeLayers With(IEnumerable<PooledSegment> newer) => new([.. segments, .. newer]);

    /// <summary>Walks the layers from one on.</summary>
    public NewestWins<NodeCursor> Walk(int from = 0)
    {
        var cursors = new List<NodeCursor>();
        for (var layer = from; layer < Count; layer++)
            cursors.Add(new NodeCursor(Segment(layer), layer));
        return new NewestWins<NodeCursor>(cursors);
    }
}
