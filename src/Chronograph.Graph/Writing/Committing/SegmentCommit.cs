using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Writes the segments of one commit: what changed, merged with older segments where the plan says so.</summary>
internal sealed class SegmentCommit(FileSystem files, StorePaths paths, SegmentIds ids, bool durable)
{
    private readonly List<SegmentName> _written = [];
    private long _batchId;
    private long _mergeId;

    public SegmentEdit WriteNodes(NodeChanges changes, NodeLayers layers)
    {
        if (changes.Segment.IsEmpty)
            return new SegmentEdit(layers.Count, null);
        var keep = MergePlanner.Keep(layers.Descriptors, changes.Segment.Rows);
        if (keep == layers.Count)
            return new SegmentEdit(keep, Write(changes.Segment, BatchId, durable) with { AddsOnly = keep > 0 && changes.AddsOnly });

        var batch = Write(changes.Segment, BatchId, flush: false) with { AddsOnly = changes.AddsOnly };
        var merged = MergeNodes(layers, keep, batch);
        Discard(new SegmentName(batch.SegmentId, SegmentKind.Nodes));
        return new SegmentEdit(keep, merged);
    }

    public SegmentEdit WriteEdges(EdgeChanges changes, EdgeLayers layers)
    {
        if (changes.Segment.IsEmpty)
            return new SegmentEdit(layers.Count, null);
        var keep = MergePlanner.Keep(layers.Descriptors, changes.Segment.Rows);
        if (keep == layers.Count)
            return new SegmentEdit(keep, Write(changes.Segment, BatchId, durable) with { AddsOnly = keep > 0 && changes.AddsOnly });

        var batch = Write(changes.Segment, BatchId, flush: false) with { AddsOnly = changes.AddsOnly };
        var merged = MergeEdges(layers, keep, batch);
        Discard(new SegmentName(batch.SegmentId, SegmentKind.Edges));
        return new SegmentEdit(keep, merged);
    }

    /// <summary>Merges all node segments into one, unless that would change nothing.</summary>
    public SegmentEdit CompactNodes(NodeLayers layers)
    {
        if (layers.Count <= 1 && layers.Descriptors.All(segment => segment.TombstoneCount == 0))
            return new SegmentEdit(layers.Count, null);
        var all = Enumerable.Range(0, layers.Count).Select(layers.Segment);
        return new SegmentEdit(0, WriteUnlessEmpty(SegmentMerger.MergeNodes(all, dropTombstones: true)));
    }

    /// <summary>Merges all edge segments into one, unless that would change nothing.</summary>
    public SegmentEdit CompactEdges(EdgeLayers layers)
    {
        if (layers.Count <= 1 && layers.Descriptors.All(segment => segment.TombstoneCount == 0))
            return new SegmentEdit(layers.Count, null);
        EdgeSegment[] all = [.. Enumerable.Range(0, layers.Count).Select(layers.Segment)];
        return new SegmentEdit(0, WriteUnlessEmpty(SegmentMerger.MergeEdges(all, dropTombstones: true)));
    }

    /// <summary>Makes the names of the segments survive a power loss; their bytes already do.</summary>
    public void Sync()
    {
        if (durable && _written.Count > 0)
            files.SyncDirectory(paths.Segments);
    }

    /// <summary>Removes what was written for a commit that did not come about.</summary>
    public void Abandon()
    {
        foreach (var name in _written.ToArray())
            Discard(name);
    }

    private long BatchId => _batchId != 0 ? _batchId : _batchId = ids.Take();

    private long MergeId => _mergeId != 0 ? _mergeId : _mergeId = ids.Take();

    private SegmentDescriptor? MergeNodes(NodeLayers layers, int keep, SegmentDescriptor batch)
    {
        using var newest = NodeSegment.Open(files, paths.Segments, batch.SegmentId);
        var older = Enumerable.Range(keep, layers.Count - keep).Select(layers.Segment);
        return WriteUnlessEmpty(SegmentMerger.MergeNodes([.. older, newest], dropTombstones: keep == 0)) is { } merged
            ? merged with { AddsOnly = keep > 0 && AddsOnly(layers.Descriptors.AsSpan()[keep..], batch) }
            : null;
    }

    private SegmentDescriptor? MergeEdges(EdgeLayers layers, int keep, SegmentDescriptor batch)
    {
        using var newest = EdgeSegment.Open(files, paths.Segments, batch.SegmentId);
        var older = Enumerable.Range(keep, layers.Count - keep).Select(layers.Segment);
        return WriteUnlessEmpty(SegmentMerger.MergeEdges([.. older, newest], dropTombstones: keep == 0)) is { } merged
            ? merged with { AddsOnly = keep > 0 && AddsOnly(layers.Descriptors.AsSpan()[keep..], batch) }
            : null;
    }

    private static bool AddsOnly(ReadOnlySpan<SegmentDescriptor> merged, SegmentDescriptor newest)
    {
        foreach (var segment in merged)
        {
            if (!segment.AddsOnly)
                return false;
        }

        return newest.AddsOnly;
    }

    private SegmentDescriptor? WriteUnlessEmpty(NodeSegmentBuilder merged) =>
        merged.IsEmpty ? null : Write(merged, MergeId, durable);

    private SegmentDescriptor? WriteUnlessEmpty(EdgeSegmentBuilder merged) =>
        merged.IsEmpty ? null : Write(merged, MergeId, durable);

    private SegmentDescriptor Write(NodeSegmentBuilder builder, long id, bool flush)
    {
        using var writer = Create(new SegmentName(id, SegmentKind.Nodes));
        return builder.WriteTo(writer, id, flush);
    }

    private SegmentDescriptor Write(EdgeSegmentBuilder builder, long id, bool flush)
    {
        using var writer = Create(new SegmentName(id, SegmentKind.Edges));
        return builder.WriteTo(writer, id, flush);
    }

    private SegmentWriter Create(SegmentName name)
    {
        var writer = SegmentWriter.Create(files, paths.Segments, name);
        _written.Add(name);
        return writer;
    }

    private void Discard(SegmentName name)
    {
        files.Delete(paths.Segment(name));
        _written.Remove(name);
    }
}
