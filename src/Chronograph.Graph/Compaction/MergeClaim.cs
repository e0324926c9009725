using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>The segments that are being merged in the background, so that commits let them be meanwhile.</summary>
/// <remarks>Claimed by one thread, within the head of the store; asked by others within it.</remarks>
/// <param name="planner">Divides the segments between commits and the background.</param>
internal sealed class MergeClaim(TailPlanner planner)
{
    private const long None = 0; // no segment has this number

    private long _lastNodes; // by Volatile: a claim may be let go of outside the head
    private long _lastEdges;

    public TailPlanner Planner => planner;

    /// <param name="nodes">The newest of the node segments that are merged, if any are.</param>
    /// <param name="edges">The newest of the edge segments.</param>
    public void Take(SegmentDescriptor? nodes, SegmentDescriptor? edges)
    {
        Volatile.Write(ref _lastNodes, nodes?.SegmentId ?? None);
        Volatile.Write(ref _lastEdges, edges?.SegmentId ?? None);
    }

    public void Release() => Take(null, null);

    /// <summary>How many segments of a version end with those that are claimed; 0 when it has none of them.</summary>
    public int EndIn(ImmutableArray<SegmentDescriptor> segments, SegmentKind kind)
    {
        var last = Volatile.Read(ref kind == SegmentKind.Nodes ? ref _lastNodes : ref _lastEdges);
        var end = segments.Length;
        while (end > 0 && segments[end - 1].SegmentId != last)
            end--;
        return end;
    }
}
