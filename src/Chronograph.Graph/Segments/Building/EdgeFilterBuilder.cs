namespace Chronograph.Graph;

/// <summary>Gathers the keys of edges for the filter of a segment, unless it becomes so large that it does without.</summary>
/// <remarks>
/// A filter saves looking for both ends and the row of an edge that is not there. In a large segment that is a small share
/// of what the filter would cost to build and to store, and a large commit walks it in order anyway.
/// </remarks>
internal sealed class EdgeFilterBuilder
{
    /// <summary>The most edges that get a filter.</summary>
    public const int LargestFiltered = 1 << 20;

    private readonly List<NodeId> _endpoints = [];
    private readonly List<NodeId> _types = [];
    private readonly List<NodeId> _keys = [];

    public bool IsKept { get; private set; } = true;

    public void AddEndpoint(NodeId id)
    {
        // An edge has two ends, so that twice as many nodes have more edges than are filtered.
        if (IsKept && _endpoints.Count == 2 * LargestFiltered)
            Drop();
        if (IsKept)
            _endpoints.Add(id);
    }

    public void AddType(ReadOnlySpan<byte> type) => _types.Add(NodeId.FromUtf8(type));

    public void Add(int source, int type, int target)
    {
        if (IsKept && _keys.Count == LargestFiltered)
            Drop();
        if (IsKept)
            _keys.Add(EdgeKey.Hash(_endpoints[source], _types[type], _endpoints[target]));
    }

    public void WriteTo(SegmentWriter writer)
    {
        if (!IsKept)
            return;
        var filter = new FilterBuilder(_keys.Count);
        foreach (var key in _keys)
            filter.Add(key);
        filter.WriteTo(writer, ColumnId.EdgeFilter);
    }

    private void Drop()
    {
        IsKept = false;
        _endpoints.Clear();
        _endpoints.TrimExcess();
        _keys.Clear();
        _keys.TrimExcess();
    }
}
