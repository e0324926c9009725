using System.Diagnostics.CodeAnalysis;

namespace Chronograph.Graph;

/// <summary>Changes that become one version, or nothing.</summary>
/// <remarks>
/// Of several changes to one key the last counts. Changes are kept in memory up to
/// <see cref="GraphStoreOptions.BatchMemory"/> and in temporary files beyond that. The batch reads its own changes over the
/// version it began from. For one thread at a time. A store has at most one batch at a time.
/// </remarks>
public sealed class GraphBatch : IDisposable
{
    private readonly BatchWriter _writer;
    private readonly GraphSnapshot _base;
    private readonly BatchStaging _staging;
    private readonly Utf8Buffer _utf8 = new();
    private bool _closed;

    // What it staged was handed over to the commit.
    private bool _ended;

    internal GraphBatch(BatchWriter writer, GraphSnapshot @base, BatchStaging staging)
    {
        _writer = writer;
        _base = @base;
        _staging = staging;
    }

    /// <summary>Adds a node or replaces the one with its semantic id. One that is stored just so changes nothing.</summary>
    /// <exception cref="ArgumentException">The semantic id is empty, or a text is not valid Unicode.</exception>
    /// <exception cref="InvalidOperationException">Another semantic id of the batch has the same node id.</exception>
    /// <exception cref="Chronograph.Storage.StorageFullException">The disk has no room for the changes. Abandon the batch.</exception>
    public void Upsert(Node node)
    {
        ThrowIfEnded();
        ArgumentNullException.ThrowIfNull(node);
        _utf8.Clear();
        Stage(new Utf8Node
        {
            SemanticId = _utf8.Add(node.SemanticId, nameof(node)),
            Type = _utf8.Add(node.Type, nameof(node)),
            Name = _utf8.Add(node.Name, nameof(node)),
            File = _utf8.Add(node.File, nameof(node)),
            ContentHash = node.ContentHash,
            Metadata = _utf8.Add(node.Metadata, nameof(node)),
        });
    }

    /// <summary>As <see cref="Upsert(Node)"/>, from texts in UTF-8: nothing is allocated but what the batch keeps.</summary>
    /// <returns>The id of the node, for edges by id.</returns>
    /// <inheritdoc cref="Upsert(Node)" path="/exception"/>
    public NodeId Upsert(in Utf8Node node)
    {
        ThrowIfEnded();
        node.Check();
        return Stage(node);
    }

    /// <summary>Adds an edge or replaces the one with its key. Its ends need not exist.</summary>
    /// <exception cref="ArgumentException">A semantic id or the type is empty, or a text is not valid Unicode.</exception>
    /// <exception cref="InvalidOperationException">Another semantic id of the batch has the same node id.</exception>
    /// <exception cref="Chronograph.Storage.StorageFullException">The disk has no room for the changes. Abandon the batch.</exception>
    public void Upsert(Edge edge)
    {
        ThrowIfEnded();
        ArgumentNullException.ThrowIfNull(edge);
        _utf8.Clear();
        var (source, type, target) = Stage(edge.Source, edge.Type, edge.Target);
        var edges = _staging.Changes.Edges;
        edges.Add(new StagedEdge(source, type, target, edges.AddMetadata(_utf8.Add(edge.Metadata, nameof(edge)))));
        _staging.Settle();
    }

    /// <summary>As <see cref="Upsert(Edge)"/>, from texts in UTF-8: nothing is allocated but what the batch keeps.</summary>
    /// <remarks>
    /// Edges are staged some thousands together, so a conflict of two semantic ids may come to light at a later call, and a
    /// batch that has thrown for one is only good for being abandoned: edges that waited with that one may be missing in it.
    /// </remarks>
    /// <inheritdoc cref="Upsert(Edge)" path="/exception"/>
    public void Upsert(ReadOnlySpan<byte> source, ReadOnlySpan<byte> type, ReadOnlySpan<byte> target, ReadOnlySpan<byte> metadata = default)
    {
        ThrowIfEnded();
        StrictUtf8.Check(source, nameof(source));
        StrictUtf8.Check(target, nameof(target));
        StrictUtf8.Check(metadata, nameof(metadata));
        if (source.IsEmpty || target.IsEmpty)
            throw new ArgumentException("A semantic id is not empty.", source.IsEmpty ? nameof(source) : nameof(target));
        _staging.Queue.Add(source, type, target, metadata);
        _staging.Settle();
    }

    /// <summary>
    /// As <see cref="Upsert(Edge)"/>, between nodes named by id, which is the fastest way. Their semantic ids must be
    /// known when the batch is committed: from a node or an edge of the batch, or of the version it began from.
    /// </summary>
    /// <inheritdoc cref="Upsert(Edge)" path="/exception"/>
    public void Upsert(NodeId source, ReadOnlySpan<byte> type, NodeId target, ReadOnlySpan<byte> metadata = default)
    {
        ThrowIfEnded();
        StrictUtf8.Check(metadata, nameof(metadata));
        _staging.Queue.Add(source, type, target, _staging.Edges.AddMetadata(metadata));
        _staging.Settle();
    }

    /// <summary>Deletes a node record; its edges stay. Does nothing when there is none.</summary>
    public void DeleteNode(string semanticId)
    {
        ThrowIfEnded();
        _utf8.Clear();
        var (ids, nodes) = _staging.Nodes;
        nodes.Delete(ids.Add(_utf8.Add(semanticId, nameof(semanticId))));
        _staging.Settle();
    }

    /// <summary>Deletes a node record; its edges stay. Does nothing when there is none.</summary>
    public void DeleteNode(NodeId id)
    {
        ThrowIfEnded();
        var (ids, nodes) = _staging.Nodes;
        nodes.Delete(ids.Add(id));
        _staging.Settle();
    }

    /// <summary>Deletes an edge. Does nothing when there is none.</summary>
    public void DeleteEdge(string source, string type, string target)
    {
        ThrowIfEnded();
        _utf8.Clear();
        var (from, typeNumber, to) = Stage(source, type, target);
        _staging.Changes.Edges.Add(new StagedEdge(from, typeNumber, to, StagedEdge.Deletion));
        _staging.Settle();
    }

    /// <summary>Deletes an edge. Does nothing when there is none.</summary>
    public void DeleteEdge(NodeId source, ReadOnlySpan<byte> type, NodeId target)
    {
        ThrowIfEnded();
        _staging.Queue.Add(source, type, target, StagedEdge.Deletion);
        _staging.Settle();
    }

    /// <summary>Finds a node as it would be after a commit now.</summary>
    public bool TryGetNode(string semanticId, [NotNullWhen(true)] out Node? node)
    {
        ThrowIfEnded();
        node = View.FindNode(semanticId);
        return node is not null;
    }

    /// <summary>The nodes of a file as they would be after a commit now, in no particular order.</summary>
    /// <remarks>Walks the file column of the segments that may hold the file.</remarks>
    public IReadOnlyList<Node> NodesOfFile(string file)
    {
        ThrowIfEnded();
        return View.NodesOfFile(file);
    }

    /// <summary>The edges that leave a node as they would be after a commit now, in no particular order.</summary>
    public IReadOnlyList<Edge> EdgesFrom(string source)
    {
        ThrowIfEnded();
        return View.EdgesFrom(source);
    }

    /// <summary>Commits the changes as the next version and closes the batch. A batch without changes also makes a version.</summary>
    /// <exception cref="InvalidOperationException">
    /// Two semantic ids have one node id, or an edge names a node id without a known semantic id. Nothing was committed.
    /// </exception>
    /// <exception cref="ArgumentException">A source would go back, or tags, sources or the request id are not as <see cref="CommitOptions"/> says.</exception>
    /// <exception cref="Chronograph.Storage.StorageFullException">The disk is full. Nothing was committed.</exception>
    /// <exception cref="Chronograph.Storage.WriterFaultedException">An earlier flush failed; open the store again.</exception>
    public VersionInfo Commit(CommitOptions? options = null)
    {
        ThrowIfEnded();
        _ended = true;
        try
        {
            return _writer.Commit(_base, _staging, options ?? new CommitOptions());
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Writes the changes to the disk as the next version without committing it: the first of two steps.</summary>
    /// <remarks>The batch takes no more changes and cannot be read any more; it is closed with the result.</remarks>
    /// <inheritdoc cref="Commit" path="/exception"/>
    public PreparedVersion Prepare(CommitOptions? options = null)
    {
        ThrowIfEnded();
        _ended = true;
        try
        {
            return _writer.Prepare(this, _base, _staging, options ?? new CommitOptions());
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Abandons what was not committed.</summary>
    public void Dispose()
    {
        if (_closed)
            return;
        _closed = true;
        _staging.Dispose();
        _base.Dispose();
        _writer.End();
    }

    private BatchView View => new(_base, _staging);

    private NodeId Stage(in Utf8Node node)
    {
        var (ids, nodes) = _staging.Nodes;
        var number = ids.Add(node.SemanticId);
        nodes.Set(number, node);
        var id = ids.Id(number);
        _staging.Settle();
        return id;
    }

    private (int Source, int Type, int Target) Stage(string source, string type, string target)
    {
        var changes = _staging.Changes;
        var from = _utf8.Add(source, nameof(source));
        var to = _utf8.Add(target, nameof(target));
        return (changes.Ids.Add(from), changes.Edges.TypeNumber(_utf8.Add(type, nameof(type))), changes.Ids.Add(to));
    }

    private void ThrowIfEnded()
    {
        ThrowIfClosed();
        if (_ended)
            throw new InvalidOperationException("The batch was prepared: commit the prepared version, or dispose it.");
    }

    internal void ThrowIfClosed() => ObjectDisposedException.ThrowIf(_closed, this);
}
