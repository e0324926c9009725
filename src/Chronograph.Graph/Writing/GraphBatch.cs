namespace Chronograph.Graph;

/// <summary>Changes that become one version, or nothing.</summary>
public sealed class GraphBatch : IDisposable
{
    internal GraphBatch() { }

    /// <summary>Adds a node or replaces the one with its semantic id.</summary>
    public void Upsert(Node node) => throw new NotImplementedException();

    /// <summary>Adds an edge or replaces the one with its key.</summary>
    public void Upsert(Edge edge) => throw new NotImplementedException();

    /// <summary>Deletes a node record; its edges stay. Does nothing when there is none.</summary>
    public void DeleteNode(string semanticId) => throw new NotImplementedException();

    /// <summary>Deletes an edge. Does nothing when there is none.</summary>
    public void DeleteEdge(string source, string type, string target) => throw new NotImplementedException();

    /// <summary>Finds a node as it would be after a commit now.</summary>
    public bool TryGetNode(string semanticId, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Node? node) => throw new NotImplementedException();

    /// <summary>The nodes of a file as they would be after a commit now.</summary>
    public IReadOnlyList<Node> NodesOfFile(string file) => throw new NotImplementedException();

    /// <summary>The edges that leave a node as they would be after a commit now.</summary>
    public IReadOnlyList<Edge> EdgesFrom(string source) => throw new NotImplementedException();

    /// <summary>Commits the changes as the next version.</summary>
    public VersionInfo Commit(CommitOptions? options = null) => throw new NotImplementedException();

    /// <summary>Abandons what was not committed.</summary>
    public void Dispose() { }
}
