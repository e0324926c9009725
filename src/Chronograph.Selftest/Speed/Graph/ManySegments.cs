using Chronograph.Graph;
using Chronograph.Storage;

namespace Chronograph.Selftest;

/// <summary>A version of hundreds of segments, which commits do not leave behind because they merge: each made alone, then named together.</summary>
internal static class ManySegments
{
    private const int NodesPerSegment = 200;

    /// <summary>Makes the store. Segment <i>n</i> holds the nodes from <i>n</i> · 200 on, ten files.</summary>
    public static void Make(string directory, int segments, CancellationToken stop)
    {
        var descriptors = new List<SegmentDescriptor>();
        var options = new GraphStoreOptions { Durability = CommitDurability.Relaxed };
        GraphVersion last;
        using (var store = GraphStore.Open(directory, options))
        {
            using (var nothing = store.BeginBatch())
                nothing.Commit();
            for (var segment = 0; segment < segments; segment++)
            {
                stop.ThrowIfCancellationRequested();
                descriptors.Add(Commit(store, segment));
                store.Rollback(new GraphVersion(1));
            }

            last = store.Latest;
        }

        Publish(directory, last, descriptors);
    }

    private static SegmentDescriptor Commit(GraphStore store, int segment)
    {
        using (var batch = store.BeginBatch())
        {
            for (var node = segment * NodesPerSegment; node < (segment + 1) * NodesPerSegment; node++)
                batch.Upsert(GeneratedGraph.Node(node));
            batch.Commit();
        }

        using var snapshot = store.OpenLatest();
        return snapshot.Manifest.State.NodeSegments[0] with { AddsOnly = segment > 0 };
    }

    private static void Publish(string directory, GraphVersion last, List<SegmentDescriptor> segments)
    {
        var manifests = new ManifestStore(FileSystem.Disk, new StorePaths(directory), durable: false);
        var parent = manifests.ReadLatest();
        using var unflushed = new FlushGroup(FileSystem.Disk, workers: null);
        using var next = new NextVersion(FileSystem.Disk, manifests.Paths, durable: false);
        next.Write(unflushed, parent with
        {
            Version = new GraphVersion(last.Number + 1),
            Parent = parent.Version,
            ParentSha256 = parent.Sha256,
            State = parent.State with
            {
                NodeSegments = [.. segments],
                TotalNodes = segments.Sum(segment => segment.RecordCount),
            },
        });
        next.Publish();
    }
}
