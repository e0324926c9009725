using System.Collections.Immutable;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>
/// Checks that merges changed no record: a diff passes over what versions have in other segments and are said to have in common.
/// Here it is compared row by row, each merge once.
/// </summary>
internal sealed class MergeAudit(FileSystem files, StorePaths paths, CancellationToken cancellation)
{
    private readonly LayerPaths _nodes = new();
    private readonly LayerPaths _edges = new();

    /// <summary>Adds a version. Versions are added newest first.</summary>
    public void Add(Manifest manifest)
    {
        _nodes.Add(manifest.Version, manifest.State.NodeSegments);
        _edges.Add(manifest.Version, manifest.State.EdgeSegments);
    }

    /// <summary>Each check, and the version that it is about: a <see cref="DamagedFileException"/> says that it says something false.</summary>
    public IEnumerable<(GraphVersion Version, Action Check)> Checks() =>
        _nodes.Same.Select(same => (same.Version, (Action)(() => CheckNodes(same))))
            .Concat(_edges.Same.Select(same => (same.Version, (Action)(() => CheckEdges(same)))));

    private void CheckNodes(SameLists same)
    {
        var pool = new SegmentPool(files, paths.Segments);
        using var first = pool.Lease(new VersionState { NodeSegments = same.First });
        using var second = pool.Lease(new VersionState { NodeSegments = same.Second });
        if (new NodeDiff(SegmentAlignment.OfFiles(same.First, same.Second), first.Nodes, second.Nodes, cancellation).MoveNext())
            throw Different(same, "node");
    }

    private void CheckEdges(SameLists same)
    {
        var pool = new SegmentPool(files, paths.Segments);
        using var first = pool.Lease(new VersionState { EdgeSegments = same.First });
        using var second = pool.Lease(new VersionState { EdgeSegments = same.Second });
        if (new EdgeDiff(SegmentAlignment.OfFiles(same.First, same.Second), first.Edges, second.Edges, cancellation).MoveNext())
            throw Different(same, "edge");
    }

    private DamagedFileException Different(SameLists same, string kind) => new(
        paths.Manifest(same.Version), 0, $"its {kind} segments up to {Name(same.First)} do not hold the records that another version has up to {Name(same.Second)}, as they are said to");

    private static string Name(ImmutableArray<SegmentDescriptor> segments) => segments.IsEmpty ? "none" : $"number {segments[^1].SegmentId}";
}
