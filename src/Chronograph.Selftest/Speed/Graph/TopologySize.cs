using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>What the rows of both directions take on the disk, beside texts, ids, filters and indexes.</summary>
internal static class TopologySize
{
    private static readonly ColumnId[] Columns =
    [
        ColumnId.OutOffsets, ColumnId.OutTypes, ColumnId.OutTargets, ColumnId.OutDeleted,
        ColumnId.InOffsets, ColumnId.InTypes, ColumnId.InSources, ColumnId.InDeleted,
    ];

    public static GraphSpeedFigure Measure(GraphSnapshot snapshot)
    {
        var (bytes, edges) = (0L, 0L);
        for (var layer = 0; layer < snapshot.EdgeLayers.Count; layer++)
        {
            var file = snapshot.EdgeLayers.Segment(layer).File;
            edges += file.RecordCount;
            bytes += Columns.Sum(column => file.TryGetColumn(column, out var entry) ? entry.Length : 0);
        }

        return new("topology on disk, both directions", (double)bytes / edges, "bytes an edge", 10);
    }
}
