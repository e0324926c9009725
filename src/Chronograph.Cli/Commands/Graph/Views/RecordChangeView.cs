using System.Text.Json;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>How a change of a record looks: the record as it is afterwards, and as it was where both exist.</summary>
internal static class RecordChangeView
{
    /// <summary>A sign, the type, and what it is.</summary>
    public static ItemView<RecordChange> Instance { get; } = new(
        [
            new("change", change => Word(change.Kind)),
            new("record", change => change.Node is null ? "edge" : "node"),
            new("type", Type),
            new("what", What),
        ],
        Write);

    private static void Write(Utf8JsonWriter json, RecordChange change)
    {
        json.WriteString("change", Word(change.Kind));
        if (change.Node is { } node)
            Write(json, "node", node.Before, node.After, RecordJson.WriteNode);
        else
            Write(json, "edge", change.Edge!.Before, change.Edge.After, RecordJson.WriteEdge);
    }

    private static void Write<T>(Utf8JsonWriter json, string record, T? before, T? after, Action<Utf8JsonWriter, T> fields)
        where T : class
    {
        json.WriteString("record", record);
        fields(json, after ?? before!);
        if (before is null || after is null)
            return;
        json.WriteStartObject("before");
        fields(json, before);
        json.WriteEndObject();
    }

    private static string Word(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => "added",
        ChangeKind.Removed => "removed",
        ChangeKind.Changed => "changed",
        _ => "touched",
    };

    private static string Type(RecordChange change) => change.Node is { } node
        ? (node.After ?? node.Before)!.Type
        : (change.Edge!.After ?? change.Edge.Before)!.Type;

    private static string What(RecordChange change)
    {
        if (change.Node is { } node)
            return (node.After ?? node.Before)!.SemanticId;
        var edge = (change.Edge!.After ?? change.Edge.Before)!;
        return $"{edge.Source} -> {edge.Target}";
    }
}
