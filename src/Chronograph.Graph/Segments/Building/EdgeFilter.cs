using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Writes the filter over the keys of the edges of a segment, unless they are so many that it does without.</summary>
/// <remarks>
/// A filter saves looking for both ends and the row of an edge that is not there. In a large segment that is a small share
/// of what the filter would cost to build and to store, and a large commit walks it in order anyway.
/// </remarks>
internal static class EdgeFilter
{
    /// <summary>The most edges that get a filter.</summary>
    public const int LargestFiltered = 1 << 20;

    [MethodImpl(Bulk.Loop)]
    public static void Write(SegmentWriter writer, EdgeList edges, EndpointBuilder endpoints, IReadOnlyList<NodeId> types)
    {
        if (edges.Count > LargestFiltered)
            return;
        var ids = endpoints.Ids();
        var filter = new FilterBuilder(edges.Count);
        for (var edge = edges.Scan(); edge.MoveNext();)
            filter.Add(EdgeKey.Hash(ids[edge.Source], types[edge.Type], ids[edge.Target]));
        filter.WriteTo(writer, ColumnId.EdgeFilter);
    }
}
