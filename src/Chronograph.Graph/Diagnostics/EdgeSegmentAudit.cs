namespace Chronograph.Graph;

/// <summary>Checks the edges of a segment, in both directions.</summary>
internal static class EdgeSegmentAudit
{
    public static void Check(EdgeSegment segment, SegmentDescriptor descriptor)
    {
        for (var local = 0L; local < segment.EndpointCount; local++)
        {
            CheckEndpoint(segment, local);
            CheckOut(segment, descriptor, local);
            CheckIn(segment, local);
        }

        CheckTombstones(segment, descriptor);
    }

    private static void CheckEndpoint(EdgeSegment segment, long local)
    {
        var id = segment.Endpoint(local);
        Require(segment, local == 0 || segment.Endpoint(local - 1).CompareTo(id) < 0, ColumnId.EndpointIds, local, "ids ascend");
        Require(segment, NodeId.FromSemanticId(segment.SemanticId(local)) == id, ColumnId.EndpointIds, local, "an id is the hash of the semantic id");
        Require(segment, segment.FindEndpoint(id) == local, ColumnId.EndpointFilter, local, "every id is found");
    }

    private static void CheckOut(EdgeSegment segment, SegmentDescriptor descriptor, long source)
    {
        var (start, end) = segment.Out.Slice(source);
        for (var row = start; row < end; row++)
        {
            CheckOrder(segment, segment.Out, ColumnId.OutTargets, start, row);
            var type = segment.Types.Text(segment.Out.Type(row));
            Require(segment, descriptor.EdgeTypes?.Contains(type) ?? true, ColumnId.OutTypes, row, "the manifest lists every type");
            Require(segment, IsFound(segment, source, row), ColumnId.EdgeFilter, row, "every edge is found");
            _ = segment.MetadataText(row);
        }
    }

    private static bool IsFound(EdgeSegment segment, long source, long row)
    {
        var (from, type, to) = (segment.Endpoint(source), segment.Out.Type(row), segment.Endpoint(segment.Out.Other(row)));
        var key = EdgeKey.Hash(from, segment.TypeId(type), to);
        var state = segment.Find(key, from, segment.Types.Bytes(type), to, out var found);
        return found == row && state == (segment.Out.IsDeleted(row) ? RecordState.Deleted : RecordState.Present);
    }

    private static void CheckIn(EdgeSegment segment, long target)
    {
        var (start, end) = segment.In.Slice(target);
        for (var row = start; row < end; row++)
        {
            CheckOrder(segment, segment.In, ColumnId.InSources, start, row);
            var twin = segment.Out.Find(segment.In.Other(row), segment.In.Type(row), target);
            Require(
                segment,
                twin >= 0 && segment.Out.IsDeleted(twin) == segment.In.IsDeleted(row),
                ColumnId.InSources,
                row,
                "an edge stands alike in both directions");
        }
    }

    private static void CheckOrder(EdgeSegment segment, EdgeRows rows, ColumnId column, long start, long row)
    {
        if (row == start)
            return;
        var order = rows.Type(row - 1).CompareTo(rows.Type(row));
        Require(
            segment, order < 0 || (order == 0 && rows.Other(row - 1) < rows.Other(row)), column, row, "rows ascend by type and node");
    }

    private static void CheckTombstones(EdgeSegment segment, SegmentDescriptor descriptor)
    {
        var deleted = 0L;
        for (var row = 0L; row < segment.Out.Count; row++)
            deleted += segment.Out.IsDeleted(row) ? 1 : 0;
        Require(segment, deleted == descriptor.TombstoneCount, ColumnId.OutDeleted, 0, "as many marks as tombstones");
        Require(segment, segment.Out.Count == segment.In.Count, ColumnId.InSources, 0, "as many rows in both directions");
    }

    private static void Require(EdgeSegment segment, bool kept, ColumnId column, long index, string promise) =>
        SegmentAudit.Require(kept, segment.File, column, index, promise);
}
