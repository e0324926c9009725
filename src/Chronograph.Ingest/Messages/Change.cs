using Chronograph.Graph;

namespace Chronograph.Ingest;

/// <summary>One decoded message.</summary>
internal abstract record Change
{
    public sealed record UpsertNode(Node Node) : Change;

    public sealed record UpsertEdge(Edge Edge) : Change;

    public sealed record DeleteNode(string SemanticId) : Change;

    public sealed record DeleteEdge(string Source, string Type, string Target) : Change;

    public sealed record ReplaceFile(string File, IReadOnlyList<Node> Nodes, IReadOnlyList<Edge> Edges) : Change;

    public sealed record Commit(CommitMarker Marker) : Change;
}
