using System.Text;

namespace Chronograph.Graph;

/// <summary>Reads a batch over the version it began from: what is in memory over the runs over the version.</summary>
internal readonly struct BatchView(GraphSnapshot parent, BatchStaging staging)
{
    public Node? FindNode(string semanticId)
    {
        var utf8 = StrictUtf8.Encoding.GetBytes(semanticId);
        if (TryGetStaged(utf8, out var staged))
            return staged.IsDeleted ? null : ToNode(staged);
        var found = Nodes.Find(NodeId.FromUtf8(utf8), out var segment, out var row) == RecordState.Present;
        return found && segment!.SemanticId(row).SequenceEqual(utf8) ? segment.Node(row) : null;
    }

    public IReadOnlyList<Node> NodesOfFile(string file)
    {
        var nodes = new List<Node>();
        var utf8 = StrictUtf8.Encoding.GetBytes(file);
        var layers = Nodes;
        for (var layer = 0; layer < layers.Count; layer++)
        {
            if (layers.Descriptor(layer).FilePaths is { } files && !files.Contains(file))
                continue;
            AddStored(layers, layer, utf8, nodes);
        }

        foreach (var node in staging.Changes.Nodes.OfFile(utf8))
            nodes.Add(ToNode(node));
        return nodes;
    }

    public IReadOnlyList<Edge> EdgesFrom(string source)
    {
        var utf8 = StrictUtf8.Encoding.GetBytes(source);
        var edges = new List<Edge>();
        var seen = new HashSet<(string Type, NodeId Target)>();
        AddStaged(source, staging.Changes.Ids.Find(utf8), edges, seen);
        var (layers, id) = (Edges, NodeId.FromUtf8(utf8));
        for (var layer = layers.Count - 1; layer >= 0; layer--)
            AddStored(source, layers.Segment(layer), id, edges, seen);
        return edges;
    }

    private NodeLayers Nodes => staging.Runs.IsEmpty ? parent.NodeLayers : parent.NodeLayers.With(staging.Runs.Nodes);

    private EdgeLayers Edges => staging.Runs.IsEmpty ? parent.EdgeLayers : parent.EdgeLayers.With(staging.Runs.Edges);

    private bool TryGetStaged(ReadOnlySpan<byte> semanticId, out StagedNode node)
    {
        node = default;
        return staging.Changes.Ids.Find(semanticId) is >= 0 and var number && staging.Changes.Nodes.TryGet(number, out node);
    }

    private void AddStored(NodeLayers layers, int layer, byte[] file, List<Node> nodes)
    {
        var segment = layers.Segment(layer);
        var code = segment.Files.Find(file);
        for (var row = code < 0 ? segment.Count : 0; row < segment.Count; row++)
        {
            if (segment.FileCode(row) == code && !TryGetStaged(segment.SemanticId(row), out _) && IsNewest(layers, segment.Id(row), layer))
                nodes.Add(segment.Node(row));
        }
    }

    private static bool IsNewest(NodeLayers layers, NodeId id, int layer)
    {
        layers.Find(id, layers.Count, out _, out _, out var newest);
        return newest == layer;
    }

    private Node ToNode(in StagedNode node)
    {
        var record = staging.Changes.Nodes.Record(node, staging.Changes.Ids);
        return new Node(
            Text(record.SemanticId), Text(record.Type), Text(record.Name), Text(record.File), record.ContentHash, Text(record.Metadata));
    }

    private void AddStaged(string source, int number, List<Edge> edges, HashSet<(string Type, NodeId Target)> seen)
    {
        if (number < 0)
            return;
        var changes = staging.Changes;
        foreach (var edge in changes.Edges.Of(number))
        {
            var type = Text(changes.Edges.Types[edge.Type]);
            seen.Add((type, changes.Ids.Id(edge.Target)));
            if (!edge.IsDeleted)
                edges.Add(new Edge(source, type, Target(changes.Ids.Text(edge.Target), changes.Ids.Id(edge.Target)), Text(changes.Edges.Metadata(edge))));
        }
    }

    private void AddStored(string source, EdgeSegment segment, NodeId id, List<Edge> edges, HashSet<(string Type, NodeId Target)> seen)
    {
        var local = segment.FindEndpoint(id);
        var (row, end) = local < 0 ? (0, 0) : segment.Out.Slice(local);
        for (; row < end; row++)
        {
            var type = segment.Types.Text(segment.Out.Type(row));
            var other = segment.Out.Other(row);
            if (seen.Add((type, segment.Endpoint(other))) && !(segment.Out.HasDeleted && segment.Out.IsDeleted(row)))
                edges.Add(new Edge(source, type, Target(segment.SemanticIdBytes(other), segment.Endpoint(other)), segment.MetadataText(row)));
        }
    }

    /// <summary>A target named by id has its semantic id elsewhere, perhaps nowhere yet.</summary>
    private string Target(ReadOnlySpan<byte> known, NodeId id) =>
        Text(known.IsEmpty ? new ParentVersion(Nodes, Edges).SemanticIdOf(id) : known);

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
