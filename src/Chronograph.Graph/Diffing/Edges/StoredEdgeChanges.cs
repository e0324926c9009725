namespace Chronograph.Graph;

/// <summary>The edges that differ between two versions, one after another by source id, type, target id: for <c>foreach</c>.</summary>
/// <remarks>Allocates once for each segment that is read, and nothing for each edge.</remarks>
public readonly ref struct StoredEdgeChanges
{
    private readonly EdgeDiff _diff;

    internal StoredEdgeChanges(EdgeDiff diff) => _diff = diff;

    /// <summary>The change that was reached.</summary>
    public StoredEdgeChange Current => _diff.Current;

    /// <summary>The changes themselves; they can be walked once.</summary>
    public StoredEdgeChanges GetEnumerator() => this;

    /// <summary>Goes to the next change.</summary>
    public bool MoveNext() => _diff.MoveNext();
}
