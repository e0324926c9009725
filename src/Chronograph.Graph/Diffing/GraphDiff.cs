namespace Chronograph.Graph;

/// <summary>The difference of two versions.</summary>
public sealed class GraphDiff : IDisposable
{
    internal GraphDiff() { }

    /// <summary>The version compared from.</summary>
    public GraphVersion From => throw new NotImplementedException();

    /// <summary>The version compared to.</summary>
    public GraphVersion To => throw new NotImplementedException();

    /// <summary>Counts the changes.</summary>
    public DiffCounts Count() => throw new NotImplementedException();

    /// <summary>The nodes that differ, in the order of their ids.</summary>
    public IEnumerable<NodeChange> Nodes() => throw new NotImplementedException();

    /// <summary>The edges that differ, in the order of source id, type, target id.</summary>
    public IEnumerable<EdgeChange> Edges() => throw new NotImplementedException();

    /// <summary>Releases the two versions.</summary>
    public void Dispose() { }
}
