namespace Chronograph.Graph;

/// <summary>Checks the records of a node segment.</summary>
internal static class NodeSegmentAudit
{
    public static void Check(NodeSegment segment, SegmentDescriptor descriptor)
    {
        for (var row = 0L; row < segment.Count; row++)
            CheckRecord(segment, descriptor, row);
        for (var index = 0L; index < segment.TombstoneCount; index++)
            CheckTombstone(segment, index);
    }

    private static void CheckRecord(NodeSegment segment, SegmentDescriptor descriptor, long row)
    {
        var node = segment.Node(row);
        var id = segment.Id(row);
        Require(row == 0 || segment.Id(row - 1).CompareTo(id) < 0, ColumnId.NodeIds, "ids ascend");
        Require(node.Id == id, ColumnId.NodeIds, "an id is the hash of the semantic id");
        Require(segment.Find(id, out var found) == RecordState.Present && found == row, ColumnId.NodeFilter, "every id is found");
        Require(descriptor.NodeTypes?.Contains(node.Type) ?? true, ColumnId.TypeCodes, "the manifest lists every type");
        Require(descriptor.FilePaths?.Contains(node.File) ?? true, ColumnId.FileCodes, "the manifest lists every file");

        void Require(bool kept, ColumnId column, string promise) =>
            SegmentAudit.Require(kept, segment.File, column, row, promise);
    }

    private static void CheckTombstone(NodeSegment segment, long index)
    {
        var id = segment.DeletedId(index);
        SegmentAudit.Require(
            index == 0 || segment.DeletedId(index - 1).CompareTo(id) < 0, segment.File, ColumnId.DeletedNodeIds, index, "ids ascend");
        SegmentAudit.Require(
            segment.Find(id, out _) == RecordState.Deleted, segment.File, ColumnId.DeletedNodeIds, index, "a deleted id is found, and is no record");
    }
}
