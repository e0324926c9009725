namespace Chronograph.Graph;

/// <summary>The nodes that differ between two versions, one after another in the order of their ids: for <c>foreach</c>.</summary>
/// <remarks>Allocates once for each segment that is read, and nothing for each node.</remarks>
public readonly ref struct StoredNodeChanges
{
    private readonly NodeDiff _diff;

    internal StoredNodeChanges(NodeDiff diff) => _diff = diff;

    /// <summary>The change that was reached.</summary>
    public StoredNodeChange Current => _diff.Current;

    /// <summary>The changes themselves; they can be walked once.</summary>
    public StoredNodeChanges GetEnumerator() => this;

    /// <summary>Goes to the next change.</summary>
    public bool MoveNext() => _diff.MoveNext();
}
