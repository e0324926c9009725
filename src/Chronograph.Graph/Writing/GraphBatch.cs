using System.Diagnostics.CodeAnalysis;

namespace Chronograph.Graph;

/// <summary>Changes that become one version, or nothing.</summary>
/// <remarks>
/// Changes are kept in memory until <see cref="Commit"/>; of several changes to one key the last counts. The batch reads
/// its own changes over the version it began from. For one thread at a time. A store has at most one batch at a time.
/// </remarks>
public sealed class GraphBatch : IDisposable
{
    private readonly StoreWriter _writer;
    private readonly GraphSnapshot _base;
    private readonly StagedChanges _staged;
    private bool _closed;

    internal GraphBatch(StoreWriter writer, GraphSnapshot @base, StagedChanges staged)
    {
        _writer = writer;
        _base = @base;
        _staged = staged;
    }

    /// <summary>Adds a node or replaces the one with its semantic id. One that is stored just so changes nothing.</summary>
    /// <exception cref="ArgumentException">The semantic id is empty, or a text is not valid Unicode.</exception>
    /// <exception cref="InvalidOperationException">Another semantic id of the batch has the same node id.</exception>
    public void Upsert(Node node)
    {
        ThrowIfClosed();
        ArgumentNullException.ThrowIfNull(node);
        StrictUtf8.Check(node.Type, nameof(node));
        StrictUtf8.Check(node.Name, nameof(node));
        StrictUtf8.Check(node.File, nameof(node));
        StrictUtf8.Check(node.Metadata, nameof(node));
        _staged.Nodes.Set(_staged.Ids.Add(node.SemanticId), node);
    }

    /// <summary>Adds an edge or replaces the one with its key. Its ends need not exist.</summary>
    /// <exception cref="ArgumentException">A semantic id or the type is empty, or a text is not valid Unicode.</exception>
    /// <exception cref="InvalidOperationException">Another semantic id of the batch has the same node id.</exception>
    public void Upsert(Edge edge)
    {
        ThrowIfClosed();
        ArgumentNullException.ThrowIfNull(edge);
        StrictUtf8.Check(edge.Metadata, nameof(edge));
        Stage(edge.Source, edge.Type, edge.Target, edge.Metadata);
    }

    /// <summary>Deletes a node record; its edges stay. Does nothing when there is none.</summary>
    public void DeleteNode(string semanticId)
    {
        ThrowIfClosed();
        _staged.Nodes.Set(_staged.Ids.Add(semanticId), null);
    }

    /// <summary>Deletes an edge. Does nothing when there is none.</summary>
    public void DeleteEdge(string source, string type, string target)
    {
        ThrowIfClosed();
        Stage(source, type, target, metadata: null);
    }

    /// <summary>Finds a node as it would be after a commit now.</summary>
    public bool TryGetNode(string semanticId, [NotNullWhen(true)] out Node? node)
    {
        ThrowIfClosed();
        if (_staged.Ids.TryFind(semanticId, out var number) && _staged.Nodes.TryGet(number, out node))
            return node is not null;
        return _base.TryGetNode(semanticId, out node);
    }

    /// <summary>The nodes of a file as they would be after a commit now, in no particular order.</summary>
    /// <remarks>Walks the file column of the segments that may hold the file.</remarks>
    public IReadOnlyList<Node> NodesOfFile(string file)
    {
        ThrowIfClosed();
        var stored = _base.Find(new NodeQuery { File = file })
            .Where(node => !_staged.Ids.TryFind(node.SemanticId, out var number) || !_staged.Nodes.TryGet(number, out _));
        return [.. stored, .. _staged.Nodes.OfFile(file)];
    }

    /// <summary>The edges that leave a node as they would be after a commit now, in no particular order.</summary>
    public IReadOnlyList<Edge> EdgesFrom(string source)
    {
        ThrowIfClosed();
        var id = NodeId.FromSemanticId(source);
        var stored = _base.Neighbors(id, EdgeDirection.Out).Select(neighbor => neighbor.Edge);
        if (!_staged.Ids.TryFind(source, out var number))
            return [.. stored];
        var staged = _staged.Edges.Of(number).Where(edge => edge.Metadata is not null).Select(edge => new Edge(
            source, _staged.Edges.Types[edge.Type], _staged.Ids.Text(edge.Target), edge.Metadata!));
        return [.. stored.Where(edge => !IsStaged(number, edge)), .. staged];
    }

    /// <summary>Commits the changes as the next version and closes the batch. A batch without changes also makes a version.</summary>
    /// <exception cref="InvalidOperationException">Two semantic ids have one node id. Nothing was committed.</exception>
    /// <exception cref="ArgumentException">A source would go back, or a tag's key is empty or holds '='.</exception>
    /// <exception cref="Chronograph.Storage.StorageFullException">The disk is full. Nothing was committed.</exception>
    /// <exception cref="Chronograph.Storage.WriterFaultedException">An earlier flush failed; open the store again.</exception>
    public VersionInfo Commit(CommitOptions? options = null)
    {
        ThrowIfClosed();
        try
        {
            return _writer.Commit(_base, _staged, options ?? new CommitOptions());
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Abandons what was not committed.</summary>
    public void Dispose()
    {
        if (_closed)
            return;
        _closed = true;
        _base.Dispose();
        _writer.EndBatch();
    }

    private void Stage(string source, string type, string target, string? metadata)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        StrictUtf8.Check(type, nameof(type));
        _staged.Edges.Set(_staged.Ids.Add(source), _staged.Edges.TypeNumber(type), _staged.Ids.Add(target), metadata);
    }

    private bool IsStaged(int source, Edge edge) =>
        _staged.Ids.TryFind(edge.Target, out var target)
        && _staged.Edges.Contains(source, _staged.Edges.TypeNumber(edge.Type), target);

    private void ThrowIfClosed() => ObjectDisposedException.ThrowIf(_closed, this);
}
