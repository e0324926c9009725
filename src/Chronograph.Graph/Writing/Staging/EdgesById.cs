using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Edges between nodes named by id that wait to be staged together: many, so that the nodes are passed over once for all of them.</summary>
/// <remarks>While a full round of edges is looked up on another thread, the next one is gathered.</remarks>
internal sealed class EdgesById(SemanticIds ids, StagedEdges edges, long memory)
{
    private const int ShareOfMemory = 8;

    private readonly int _most = (int)Math.Clamp(memory / ShareOfMemory / (2 * Round.BytesPerEdge), Round.FewestEdges, Round.MostEdges);
    private Round _gathered = new();
    private Round _found = new();
    private Task? _finding;

    /// <summary>The memory that is held.</summary>
    public long Bytes => _gathered.Bytes + _found.Bytes;

    public void Add(NodeId source, int type, NodeId target, int metadata)
    {
        if (_gathered.Count == _most)
            BeginFinding();
        _gathered.Add(source, type, target, metadata, _most);
    }

    /// <summary>Stages all edges that wait.</summary>
    public void Flush()
    {
        EndFinding();
        if (_gathered.Count == 0)
            return;
        _gathered.Find(ids.OrderFor(_gathered.Count));
        Stage(_gathered);
    }

    private void BeginFinding()
    {
        EndFinding();
        (_gathered, _found) = (_found, _gathered);
        var (order, round) = (ids.OrderFor(_found.Count), _found);
        _finding = Task.Run(() => round.Find(order));
    }

    private void EndFinding()
    {
        if (_finding is null)
            return;
        _finding.GetAwaiter().GetResult();
        _finding = null;
        Stage(_found);
    }

    [MethodImpl(Bulk.Loop)]
    private void Stage(Round round)
    {
        for (var edge = 0; edge < round.Count; edge++)
        {
            ref readonly var waiting = ref round[edge];
            edges.Add(new StagedEdge(Number(round, waiting.Source), waiting.Type, Number(round, waiting.Target), waiting.Metadata));
        }

        round.Clear();
    }

    private int Number(Round round, int end) => round.Number(end) is >= 0 and var number ? number : ids.Add(round.Id(end));

    /// <summary>Edges that are looked up together.</summary>
    private sealed class Round
    {
        public const int FewestEdges = 128;
        public const int MostEdges = 1 << 19;
        public const int BytesPerEdge = 96;

        private NodeId[] _ends = [];
        private int[] _numbers = [];
        private Waiting[] _edges = [];
        private int _endCount;
        private int _lastSource;

        public int Count { get; private set; }

        public long Bytes => (long)_edges.Length * BytesPerEdge;

        public ref readonly Waiting this[int edge] => ref _edges[edge];

        /// <summary>Adds an edge; one that leaves the same node as the last shares its looking up.</summary>
        public void Add(NodeId source, int type, NodeId target, int metadata, int most)
        {
            if (Count == _edges.Length)
                MakeRoom(most);
            if (Count == 0 || _ends[_lastSource] != source)
                _ends[_lastSource = _endCount++] = source;
            _ends[_endCount] = target;
            _edges[Count++] = new Waiting(_lastSource, type, _endCount++, metadata);
        }

        public void Find(IdOrder order) => order.Find(_ends.AsSpan(0, _endCount), _numbers);

        public NodeId Id(int end) => _ends[end];

        /// <summary>The number of an end, or -1 where the order does not know it.</summary>
        public int Number(int end) => _numbers[end];

        public void Clear() => (Count, _endCount) = (0, 0);

        private void MakeRoom(int most)
        {
            var size = Math.Clamp(2 * Count, Math.Min(FewestEdges, most), most);
            Array.Resize(ref _ends, 2 * size);
            Array.Resize(ref _numbers, 2 * size);
            Array.Resize(ref _edges, size);
        }
    }

    /// <param name="Source">Which of the ends is its source.</param>
    /// <param name="Type">The number of its type.</param>
    /// <param name="Target">Which of the ends is its target.</param>
    /// <param name="Metadata">The number of its metadata.</param>
    private readonly record struct Waiting(int Source, int Type, int Target, int Metadata);
}
