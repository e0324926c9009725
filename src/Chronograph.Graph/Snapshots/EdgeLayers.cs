using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>The edge segments of a version, oldest first. Of each key the newest segment that knows it speaks.</summary>
internal readonly struct EdgeLayers(ImmutableArray<PooledSegment> segments)
{
    public int Count => segments.Length;

    public ImmutableArray<SegmentDescriptor> Descriptors => [.. segments.Select(segment => segment.Descriptor)];

    public SegmentName Name(int layer) => segments[layer].Name;

    public SegmentDescriptor Descriptor(int layer) => segments[layer].Descriptor;

    public EdgeSegment Segment(int layer) => segments[layer].Edges;

    /// <summary>Whether no layer says anything about an edge of an older one, so that every row is an edge of the version.</summary>
    public bool OnlyAdd { get; } = AllOnlyAdd(segments);

    /// <summary>Whether a layer may hold edges of a type, by what the manifest says of it; the file is not opened.</summary>
    public bool MayHoldType(int layer, ReadOnlySpan<byte> type) => segments[layer].MayHoldEdgeType(type);

    /// <inheritdoc cref="Find(NodeId, NodeId, ReadOnlySpan{byte}, NodeId, int, out EdgeSegment, out long, out int)"/>
    public RecordState Find(
        NodeId key, NodeId source, ReadOnlySpan<byte> type, NodeId target, int count, out EdgeSegment? segment, out long row) =>
        Find(key, source, type, target, count, out segment, out row, out _);

    /// <summary>Asks the newest layers first, and of the <paramref name="count"/> oldest only.</summary>
    /// <param name="key"><see cref="EdgeKey.Hash"/> of the three.</param>
    public RecordState Find(
        NodeId key,
        NodeId source,
        ReadOnlySpan<byte> type,
        NodeId target,
        int count,
        out EdgeSegment? segment,
        out long row,
        out int layer)
    {
        for (layer = count - 1; layer >= 0; layer--)
        {
            segment = segments[layer].Edges;
            var state = segment.Find(key, source, type, target, out row);
            if (state != RecordState.Unknown)
                return state;
        }

        segment = null;
        row = -1;
        return RecordState.Unknown;
    }

    /// <summary>The layers from one up to another, by themselves.</summary>
    public EdgeLayers Slice(int start, int end) => new(segments[start..end]);

    /// <summary>Whether each segment says what its records replace in older ones, or only adds. Opens their files.</summary>
    public bool SayReplacements => segments.All(segment => segment.Descriptor.AddsOnly || segment.Edges.HasReplacements);

    /// <summary>The segments from one layer up to another.</summary>
    public List<EdgeSegment> Segments(int start, int end) =>
        [.. segments[start..end].Select(segment => segment.Edges)];

    /// <summary>These layers and newer ones on top.</summary>
    public EdgeLayers With(IEnumerable<PooledSegment> newer) => new([.. segments, .. newer]);

    /// <summary>Walks the layers from one on.</summary>
    public NewestWins<EdgeCursor> Walk(int from = 0)
    {
        var cursors = new List<EdgeCursor>();
        for (var layer = from; layer < Count; layer++)
            cursors.Add(new EdgeCursor(Segment(layer), layer));
        return new NewestWins<EdgeCursor>(cursors);
    }

    private static bool AllOnlyAdd(ImmutableArray<PooledSegment> segments)
    {
        for (var layer = 0; layer < segments.Length; layer++)
        {
            var descriptor = segments[layer].Descriptor;
            if (descriptor.TombstoneCount > 0 || (layer > 0 && !descriptor.AddsOnly))
                return false;
        }

        return true;
    }
}
