using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>How a node looks in a list.</summary>
internal static class NodeView
{
    /// <summary>Type, name, and the semantic id to copy.</summary>
    public static ItemView<Node> Instance { get; } = new(
        [
            new("type", node => node.Type),
            new("name", node => node.Name),
            new("semantic id", node => node.SemanticId),
        ],
        (json, node) => json.WriteNode(node));
}
