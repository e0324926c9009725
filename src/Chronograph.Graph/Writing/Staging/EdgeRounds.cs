namespace Chronograph.Graph;

/// <summary>While one round of edges is looked up on another thread, the next one is gathered. For one thread at a time.</summary>
internal sealed class EdgeRounds<TRound>(SemanticIds ids, StagedEdges edges)
    where TRound : class, IEdgeRound, new()
{
    private TRound _found = new();
    private Task? _finding;

    /// <summary>The round that takes edges.</summary>
    public TRound Gathered { get; private set; } = new();

    /// <summary>The memory that is held.</summary>
    public long Bytes => Gathered.Bytes + _found.Bytes;

    /// <summary>Begins to look up what was gathered; an empty round takes its place.</summary>
    public void Turn()
    {
        Join();
        (Gathered, _found) = (_found, Gathered);
        _found.Prepare(ids);
        _finding = Task.Run(() => _found.Find(edges));
    }

    /// <summary>Waits for the round that is being looked up, and stages it: the nodes may change then.</summary>
    public void Join()
    {
        if (_finding is null)
            return;
        _finding.GetAwaiter().GetResult();
        _finding = null;
        _found.StageTo(ids, edges);
    }

    /// <summary>Stages all edges that wait.</summary>
    public void Flush()
    {
        Join();
        if (Gathered.Count == 0)
            return;
        Gathered.Prepare(ids);
        Gathered.Find(edges);
        Gathered.StageTo(ids, edges);
    }

    /// <summary>Lets go of the memory of both rounds; no edge may wait.</summary>
    public void Release() => (Gathered, _found) = (new TRound(), new TRound());
}
