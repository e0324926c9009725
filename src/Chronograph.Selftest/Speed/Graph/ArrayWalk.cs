namespace Chronograph.Selftest;

/// <summary>The textbook walk: a queue, an array of distances, and the graph straight from its generator in plain arrays.</summary>
internal sealed class ArrayWalk
{
    private readonly int[] _targets;
    private readonly int _edgesPerNode;
    private readonly int[] _depths;
    private readonly int[] _queue;

    public ArrayWalk(GeneratedGraph graph)
    {
        _edgesPerNode = graph.EdgesPerNode;
        _targets = new int[graph.Nodes * graph.EdgesPerNode];
        for (var place = 0; place < _targets.Length; place++)
            _targets[place] = graph.Target(place / _edgesPerNode, place % _edgesPerNode);
        _depths = new int[graph.Nodes];
        _queue = new int[graph.Nodes];
    }

    /// <summary>How many nodes each depth reached in the last run.</summary>
    public List<long> Levels { get; } = [];

    /// <summary>Walks from node 0.</summary>
    public void Run()
    {
        Levels.Clear();
        Array.Fill(_depths, -1);
        var (head, tail) = (0, 1);
        (_queue[0], _depths[0]) = (0, 0);
        while (head < tail)
        {
            var node = _queue[head++];
            if (_depths[node] == Levels.Count)
                Levels.Add(0);
            Levels[^1]++;
            foreach (var target in _targets.AsSpan(node * _edgesPerNode, _edgesPerNode))
            {
                if (_depths[target] >= 0)
                    continue;
                _depths[target] = _depths[node] + 1;
                _queue[tail++] = target;
            }
        }
    }
}
