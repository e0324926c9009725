using System.Text.Json;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>How a node that was walked to looks in a list.</summary>
internal static class VisitView
{
    /// <summary>How far it is, over which edge, and the semantic id to copy.</summary>
    public static ItemView<Visit> Instance { get; } = new(
        [
            new("depth", visit => visit.Depth.ToString(), RightAligned: true),
            new("edge", Arrow),
            new("type", visit => visit.Node?.Type ?? "(no record)"),
            new("semantic id", visit => visit.SemanticId),
        ],
        Write);

    private static void Write(Utf8JsonWriter json, Visit visit)
    {
        json.WriteNumber("depth", visit.Depth);
        json.WriteString("semantic_id", visit.SemanticId);
        json.WriteString("type", visit.Node?.Type);
        json.WriteString("edge", visit.Edge?.Type);
        json.WriteString("direction", visit.Edge is null ? null : visit.Direction.Word());
    }

    private static string Arrow(Visit visit) => visit.Edge is { } edge ? visit.Direction.Arrow(edge.Type) : "";
}
