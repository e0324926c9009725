using System.Collections.Immutable;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Writes the segments of one commit: what changed, merged with older segments where the plan says so.</summary>
/// <remarks>Nodes and edges may be added on two threads at the same time; all else is for one.</remarks>
/// <param name="flushes">Takes what was written, to be flushed with the rest of the commit.</param>
/// <param name="background">What is being merged in the background; null when nothing ever is, so that commits merge all that is merged.</param>
internal sealed class SegmentCommit(
    FileSystem files, StorePaths paths, SegmentIds ids, ScratchSpace scratch, FlushGroup flushes, MergeClaim? background)
{
    private const long FewRows = 1 << 12; // that a commit writes twice, the first time in memory

    private readonly Lock _gate = new();

    // Guarded by _gate, as are the flushes while segments are added.
    private readonly List<SegmentName> _written = [];
    private long _id;

    /// <summary>Begins to make the files that the commit will probably write, beside what makes their content.</summary>
    /// <param name="version">The version that it makes.</param>
    /// <param name="kinds">The segments that it has.</param>
    public void Announce(GraphVersion version, params ReadOnlySpan<SegmentKind> kinds)
    {
        var segments = new string[kinds.Length];
        for (var kind = 0; kind < segments.Length; kind++)
            segments[kind] = paths.Segment(new SegmentName(Id(), kinds[kind]));
        flushes.Announce(paths.Segments, FileIntent.CreateNew, segments);
        flushes.Announce(paths.Manifests, FileIntent.CreateOrTruncate, paths.Manifest(version));
    }

    /// <summary>Adds changes to the newest end of a version's node segments.</summary>
    /// <param name="made">The version that the commit makes, of which nothing is added behind these changes.</param>
    public SegmentEdit Append(GraphVersion made, NodeSegmentBuilder changes, NodeLayers layers) =>
        Append(made, changes, layers.Descriptors, (kept, newest) =>
            SegmentMerge.Nodes(layers.Slice(kept, layers.Count).With([newest]), hasOlder: kept > 0, scratch));

    /// <inheritdoc cref="Append(GraphVersion, NodeSegmentBuilder, NodeLayers)"/>
    public SegmentEdit Append(GraphVersion made, EdgeSegmentBuilder changes, EdgeLayers layers) =>
        Append(made, changes, layers.Descriptors, (kept, newest) =>
            SegmentMerge.Edges(layers.Slice(kept, layers.Count).With([newest]), hasOlder: kept > 0, scratch));

    /// <summary>Merges node segments that are neighbours in age.</summary>
    public SegmentEdit Merge(NodeLayers layers, SegmentRun run, CancellationToken stop) => run.IsEmpty
        ? SegmentEdit.None
        : Merge(run, SegmentMerge.Nodes(layers.Slice(run.Start, run.End), hasOlder: run.Start > 0, scratch, stop), layers.Descriptor(run.End - 1).ThroughVersion);

    /// <summary>Merges edge segments that are neighbours in age.</summary>
    public SegmentEdit Merge(EdgeLayers layers, SegmentRun run, CancellationToken stop) => run.IsEmpty
        ? SegmentEdit.None
        : Merge(run, SegmentMerge.Edges(layers.Slice(run.Start, run.End), hasOlder: run.Start > 0, scratch, stop), layers.Descriptor(run.End - 1).ThroughVersion);

    /// <summary>Merges all node segments into one, unless that would change nothing.</summary>
    public SegmentEdit Compact(NodeLayers layers) => VersionState.IsCompactList(layers.Descriptors)
        ? SegmentEdit.None
        : Merge(layers, new SegmentRun(0, layers.Count), CancellationToken.None);

    /// <summary>Merges all edge segments into one, unless that would change nothing.</summary>
    public SegmentEdit Compact(EdgeLayers layers) => VersionState.IsCompactList(layers.Descriptors)
        ? SegmentEdit.None
        : Merge(layers, new SegmentRun(0, layers.Count), CancellationToken.None);

    /// <summary>What is flushed before the version can be committed.</summary>
    public FlushGroup Flushes => flushes;

    /// <summary>Removes what was written for a commit that did not come about.</summary>
    public void Abandon()
    {
        flushes.Dispose();
        foreach (var name in _written)
            files.Delete(paths.Segment(name));
        _written.Clear();
    }

    /// <summary>The number of all that the commit writes.</summary>
    private long Id()
    {
        lock (_gate)
            return _id != 0 ? _id : _id = ids.Take();
    }

    private SegmentEdit Append(
        GraphVersion made, ISegmentBuilder changes, ImmutableArray<SegmentDescriptor> layers, Func<int, PooledSegment, ISegmentBuilder> merge)
    {
        if (changes.Rows == 0)
            return SegmentEdit.None;
        var kept = background is null
            ? MergePlanner.Keep(layers, changes.Rows)
            : background.Planner.Keep(layers, changes.Rows, background.EndIn(layers, changes.Kind));
        if (kept == layers.Length)
            return new SegmentEdit(kept, kept, Write(changes, older: kept) with { ThroughVersion = made });
        using var newest = TemporarySegment.Write(changes, changes.Rows < FewRows ? scratch.InMemory : scratch);
        return Merge(new SegmentRun(kept, layers.Length), merge(kept, newest.Segment), made);
    }

    /// <param name="through">The version whose records those up to the newest merged segment are; null when that is not known.</param>
    private SegmentEdit Merge(SegmentRun run, ISegmentBuilder merged, GraphVersion? through)
    {
        using (merged)
            return new SegmentEdit(run.Start, run.End, merged.Rows == 0 ? null : Write(merged, run.Start) with { ThroughVersion = through });
    }

    /// <param name="older">How many segments are older; the oldest one does not say that it only adds, as nobody asks.</param>
    private SegmentDescriptor Write(ISegmentBuilder segment, int older)
    {
        var name = new SegmentName(Id(), segment.Kind);
        using var writer = new SegmentWriter(Create(name), name);
        var descriptor = segment.WriteTo(writer, name.Id, SegmentPurpose.Version);
        lock (_gate)
            flushes.Add(writer.Release());
        return older > 0 ? descriptor : descriptor with { AddsOnly = false };
    }

    private StorageFile Create(SegmentName name)
    {
        lock (_gate)
        {
            var file = flushes.Create(paths.Segment(name), FileIntent.CreateNew);
            _written.Add(name);
            return file;
        }
    }
}
