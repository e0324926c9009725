using Chronograph.Graph;
using Chronograph.Log;

namespace Chronograph.Ingest;

/// <summary>The changes of one version on their way into the log: all of them arrive, or none.</summary>
/// <remarks>
/// A draft is one batch of the log, so nobody sees a part of it, and a process that dies in the middle leaves nothing.
/// Disposing without <see cref="Commit"/> abandons it. Changes apply in the order in which they were added.
/// </remarks>
public sealed class VersionDraft : IDisposable
{
    private readonly MessageLog _log;
    private readonly MessageBatch _batch;
    private readonly ChangeEncoder _encoder;

    internal VersionDraft(MessageLog log, ChangeEncoder encoder)
    {
        _log = log;
        _encoder = encoder;
        _batch = log.BeginBatch();
    }

    /// <summary>Messages added so far.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a node, or replaces the one with the same semantic id.</summary>
    /// <exception cref="System.Text.Json.JsonException">The metadata is not JSON.</exception>
    public void Upsert(Node node) => Append(MessageKind.UpsertNode, _encoder.Encode(node));

    /// <summary>Adds an edge, or replaces the one with the same source, type and target.</summary>
    /// <exception cref="System.Text.Json.JsonException">The metadata is not JSON.</exception>
    public void Upsert(Edge edge) => Append(MessageKind.UpsertEdge, _encoder.Encode(edge));

    /// <summary>Removes a node. Its edges stay until they are deleted by their keys.</summary>
    public void DeleteNode(string semanticId) => Append(MessageKind.DeleteNode, _encoder.EncodeNodeDeletion(semanticId));

    /// <summary>Removes an edge.</summary>
    public void DeleteEdge(string source, string type, string target) =>
        Append(MessageKind.DeleteEdge, _encoder.EncodeEdgeDeletion(source, type, target));

    /// <summary>
    /// Says what a file contains now: exactly these nodes have that file, and exactly these edges leave them.
    /// </summary>
    /// <param name="file">The file, as in <see cref="Node.File"/>.</param>
    /// <param name="nodes">All nodes of the file; each must name the file as its own.</param>
    /// <param name="edges">All edges whose source is one of the nodes.</param>
    /// <remarks>One message, so it must fit a segment of the log.</remarks>
    /// <exception cref="ArgumentException">A node names another file, or an edge leaves another node.</exception>
    public void ReplaceFile(string file, IReadOnlyCollection<Node> nodes, IReadOnlyCollection<Edge> edges)
    {
        if (FileReplacement.Fault(file, nodes, edges) is { } fault)
            throw new ArgumentException(fault);
        Append(MessageKind.ReplaceFile, _encoder.EncodeReplacement(file, nodes, edges));
    }

    /// <summary>Ends the version and publishes all of it at once, on the disk before it returns.</summary>
    /// <returns>The sequence number of the commit marker.</returns>
    /// <exception cref="ArgumentException">The tags break a rule of <see cref="TagRules"/>.</exception>
    public long Commit(CommitMarker marker)
    {
        ArgumentNullException.ThrowIfNull(marker);
        if (TagRules.Refusal(marker.Tags) is { } refusal)
            throw new ArgumentException(refusal, nameof(marker));
        Append(MessageKind.Commit, _encoder.Encode(marker));
        var sequence = _batch.Commit();
        _log.Flush();
        return sequence;
    }

    /// <inheritdoc/>
    public void Dispose() => _batch.Dispose();

    private void Append(MessageKind kind, ReadOnlySpan<byte> payload)
    {
        _batch.Append(payload, (ushort)kind);
        Count++;
    }
}
