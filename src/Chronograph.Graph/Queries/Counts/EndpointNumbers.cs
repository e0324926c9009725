namespace Chronograph.Graph;

/// <summary>One number for each node that edges of any segment touch: by ascending id, from merging the tables of all segments.</summary>
internal sealed class EndpointNumbers
{
    private const int StepsBetweenChecks = 1 << 16;

    private readonly int[][] _numbers;

    public EndpointNumbers(EdgeLayers edges, CancellationToken cancellation)
    {
        _numbers = [.. Enumerable.Range(0, edges.Count).Select(layer => new int[edges.Segment(layer).EndpointCount])];
        var heads = new PriorityQueue<int, NodeId>();
        var places = new long[edges.Count];
        for (var layer = 0; layer < edges.Count; layer++)
            Enqueue(layer);

        var last = default(NodeId);
        while (heads.TryDequeue(out var layer, out var id))
        {
            if (Count == 0 || id != last)
                Count = checked(Count + 1);
            if (Count % StepsBetweenChecks == 0)
                cancellation.ThrowIfCancellationRequested();
            last = id;
            _numbers[layer][places[layer]++] = Count - 1;
            Enqueue(layer);
        }

        void Enqueue(int layer)
        {
            if (places[layer] < _numbers[layer].Length)
                heads.Enqueue(layer, edges.Segment(layer).Endpoint(places[layer]));
        }
    }

    public int Count { get; private set; }

    /// <summary>The number of each local number of a layer.</summary>
    public ReadOnlySpan<int> Of(int layer) => _numbers[layer];

    /// <summary>The number of a node; -1 when no segment knows it.</summary>
    public int Find(EdgeLayers edges, NodeId id)
    {
        for (var layer = 0; layer < edges.Count; layer++)
        {
            if (edges.Segment(layer).FindEndpoint(id) is >= 0 and var local)
                return _numbers[layer][local];
        }

        return -1;
    }
}
