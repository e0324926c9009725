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
            new("where", visit => Where(visit.Node)),
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
        json.WriteString("file", visit.Node?.File);
        WriteLine(json, visit.Node);
    }

    private static void WriteLine(Utf8JsonWriter json, Node? node)
    {
        if (node is not null && MetadataLine.TryRead(node.Metadata, out var line))
            json.WriteNumber("line", line);
        else
            json.WriteNull("line");
    }

    /// <summary>The file and, where the metadata has it, the line.</summary>
    private static string Where(Node? node) => node switch
    {
        null or { File: "" } => "",
        _ => MetadataLine.TryRead(node.Metadata, out var line) ? $"{node.File}:{line}" : node.File,
    };

    private static string Arrow(Visit visit) => visit.Edge is { } edge ? visit.Direction.Arrow(edge.Type) : "";
}
