namespace Chronograph.Graph;

/// <summary>The nodes that match a query, one after another in the order of their ids: for <c>foreach</c>.</summary>
/// <remarks>Allocates once for each segment that may hold matches, and nothing for each match.</remarks>
public readonly ref struct StoredNodes
{
    private readonly NodeFinder _finder;

    internal StoredNodes(NodeFinder finder) => _finder = finder;

    /// <summary>The match that was reached.</summary>
    public StoredNode Current => new(_finder.Segment, _finder.Row);

    /// <summary>The matches themselves; they can be walked once.</summary>
    public StoredNodes GetEnumerator() => this;

    /// <summary>Goes to the next match.</summary>
    /// <exception cref="OperationCanceledException">The query was cancelled.</exception>
    public bool MoveNext() => _finder.MoveNext();
}
