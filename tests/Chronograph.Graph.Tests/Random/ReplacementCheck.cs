using Chronograph.Storage;

namespace Chronograph.Graph.Tests;

/// <summary>Compares what every segment that a store ever wrote says of the records that it replaces with what the model had below it.</summary>
internal sealed class ReplacementCheck
{
    private readonly string _segments;

    // What the segments below one hold, by its number; the same in every version that lists it.
    private readonly Dictionary<SegmentName, GraphModel> _below = [];

    private ReplacementCheck(string segments) => _segments = segments;

    /// <param name="directory">A store of which no version was collected.</param>
    /// <param name="versions">The model of each version, the first of none.</param>
    public static void All(string directory, IReadOnlyList<GraphModel> versions)
    {
        var check = new ReplacementCheck(Path.Combine(directory, "segments"));
        using var store = GraphStore.OpenReadOnly(directory);
        var before = VersionState.Empty;
        for (var version = 1; version < versions.Count; version++)
        {
            using var snapshot = store.OpenSnapshot(new GraphVersion(version));
            var after = snapshot.Manifest.State;
            check.Follow(SegmentKind.Nodes, before.NodeSegments, after.NodeSegments, versions[version - 1]);
            check.Follow(SegmentKind.Edges, before.EdgeSegments, after.EdgeSegments, versions[version - 1]);
            before = after;
        }
    }

    private void Follow(SegmentKind kind, IReadOnlyList<SegmentDescriptor> before, IReadOnlyList<SegmentDescriptor> after, GraphModel parent)
    {
        for (var layer = 0; layer < after.Count; layer++)
        {
            var name = new SegmentName(after[layer].SegmentId, kind);
            if (_below.ContainsKey(name))
                continue;
            var isMerged = layer < before.Count;
            var below = _below[name] = layer == 0 ? new GraphModel() : isMerged ? _below[new SegmentName(before[layer].SegmentId, kind)] : parent;
            if (kind == SegmentKind.Nodes)
                CheckNodes(name, after[layer], layer, isMerged, below);
            else
                CheckEdges(name, after[layer], layer, isMerged, below);
        }
    }

    private void CheckNodes(SegmentName name, SegmentDescriptor descriptor, int layer, bool isMerged, GraphModel below)
    {
        using var segment = NodeSegment.Open(FileSystem.Disk, _segments, name.Id);
        var older = below.Nodes.Values.ToDictionary(node => node.Id);
        var rows = new List<Replacement>();
        for (var row = 0L; row < segment.Count; row++)
            rows.Add(Of(older.GetValueOrDefault(segment.Id(row)), segment.Node(row)));
        var deleted = Enumerable.Range(0, (int)segment.TombstoneCount).Select(index => older.ContainsKey(segment.DeletedId(index)));
        Check(descriptor, layer, isMerged, segment.HasReplacements, rows, segment.Replacement, segment.CopyReplacements, [.. deleted]);
    }

    private void CheckEdges(SegmentName name, SegmentDescriptor descriptor, int layer, bool isMerged, GraphModel below)
    {
        using var segment = EdgeSegment.Open(FileSystem.Disk, _segments, name.Id);
        var (rows, deleted) = (new List<Replacement>(), new List<bool>());
        for (var cursor = new EdgeCursor(segment, layer); cursor.MoveNext();)
        {
            var edge = cursor.ToEdge();
            var older = below.Edges.GetValueOrDefault((edge.Source, edge.Type, edge.Target));
            if (cursor.IsDeleted)
                deleted.Add(older is not null);
            rows.Add(cursor.IsDeleted || older == edge ? Replacement.Unsaid : older is null ? Replacement.None : Replacement.Changed);
        }

        Check(descriptor, layer, isMerged, segment.HasReplacements, rows, segment.Replacement, segment.CopyReplacements, deleted);
    }

    /// <param name="truth">What the rows replace.</param>
    /// <param name="said">What the segment says of a row.</param>
    /// <param name="copy">What it says of many.</param>
    /// <param name="deleted">Of each tombstone, whether there is what it deletes.</param>
    private static void Check(
        SegmentDescriptor descriptor, int layer, bool isMerged, bool isSaid, List<Replacement> truth, Func<long, Replacement> said, Copy copy, List<bool> deleted)
    {
        Assert.Equal(layer > 0 && !descriptor.AddsOnly, isSaid);
        if (descriptor.AddsOnly)
            Assert.All(truth, replaced => Assert.Equal(Replacement.None, replaced));
        if (!isSaid)
            return;
        var rows = truth.Select((replaced, row) => isMerged && replaced != Replacement.None && said(row) == Replacement.Unsaid ? Replacement.Unsaid : replaced).ToList();
        Assert.Equal(rows, truth.Select((_, row) => said(row)));
        Assert.DoesNotContain(false, deleted);
        for (var start = 0; start < rows.Count; start++)
        {
            var copied = new Replacement[Math.Min(5, rows.Count - start)];
            copy(start, copied);
            Assert.Equal(rows[start..(start + copied.Length)], copied);
        }

        if (descriptor.Replaced is { } counted)
            Assert.Equal(counted, new ReplacedRecords(rows.Count(row => row == Replacement.Changed), rows.Count(row => row == Replacement.Touched)));
    }

    private static Replacement Of(Node? older, Node node) =>
        older is null ? Replacement.None
        : older == node ? Replacement.Unsaid
        : older with { Metadata = node.Metadata } == node && node.ContentHash != 0 ? Replacement.Touched : Replacement.Changed;

    private delegate void Copy(long row, Span<Replacement> replaced);
}
