namespace Chronograph.Graph;

/// <summary>Walks outward from a node, level by level, reaching each node once.</summary>
/// <remarks>
/// Keeps one bit for each node that edges of the version touch and four bytes for each of two levels; in a version of
/// several edge segments also what translates between them, some 40 bytes for each node reached. For one thread at a time,
/// and no longer than the snapshot.
/// </remarks>
public sealed class GraphWalk
{
    private const int NodesPerStep = 1024;

    private readonly Topology _topology;
    private readonly TraversalQuery _query;
    private readonly QueryReport? _report;
    private readonly CancellationToken _cancellation;
    private readonly ReachedNodes _reached = new();
    private readonly List<Arrival>? _arrivals;
    private long _left;
    private bool _ended;

    internal GraphWalk(
        EdgeLayers layers, TraversalQuery query, QueryReport? report, CancellationToken cancellation, bool remember = false)
    {
        _topology = Topology.Of(layers, query.Direction, query.Type, report);
        _query = query;
        _report = report;
        _cancellation = cancellation;
        _arrivals = remember ? [] : null;
        _left = query.Limit;
        _ended = _topology.Start(query.Start, _reached) < 0 || !_reached.NextLevel();
    }

    /// <summary>How many edges away from the start the level is; 0 before the first <see cref="MoveNext"/>.</summary>
    public int Depth { get; private set; }

    /// <summary>How many nodes the level has.</summary>
    public int Count => Depth == 0 ? 1 : _reached.Level.Length;

    /// <summary>Whether the limit of the query ended the walk while there was more to reach.</summary>
    public bool Truncated { get; private set; }

    /// <summary>The nodes of the level; none at the start.</summary>
    public WalkLevel Level => new(_topology, Depth == 0 ? [] : _reached.Level);

    internal Topology Topology => _topology;

    /// <summary>How each node of the level was reached, by ascending id.</summary>
    internal IReadOnlyList<Arrival> Arrivals => _arrivals!;

    /// <summary>Goes one edge further; false when nothing new was reached, or the depth or the limit of the query is.</summary>
    /// <exception cref="OperationCanceledException">The query was cancelled.</exception>
    public bool MoveNext()
    {
        if (_ended || Depth >= _query.Depth)
            return false;
        _arrivals?.Clear();
        Expand();
        Limit();
        if (!_reached.NextLevel())
            return !(_ended = true);
        _arrivals?.Sort((left, right) => left.Node == right.Node ? 0 : _topology.Id(left.Node).CompareTo(_topology.Id(right.Node)));
        Depth++;
        return true;
    }

    private void Expand()
    {
        // As many at a time as keep a walk within its limit without asking at each edge.
        for (var start = 0; start < _reached.Level.Length && _reached.NextCount <= _left; start += NodesPerStep)
        {
            _cancellation.ThrowIfCancellationRequested();
            var nodes = _reached.Level.Slice(start, Math.Min(NodesPerStep, _reached.Level.Length - start));
            if (_arrivals is null)
                _topology.Expand(nodes, _reached);
            else
                _topology.Expand(nodes, _reached, _arrivals);
        }
    }

    private void Limit()
    {
        if (_reached.NextCount > _left)
        {
            Truncated = _ended = true;
            _report?.Truncated = true;
            _reached.Keep((int)_left);
            _arrivals?.RemoveRange((int)_left, _arrivals.Count - (int)_left);
        }

        _left -= _reached.NextCount;
    }
}
