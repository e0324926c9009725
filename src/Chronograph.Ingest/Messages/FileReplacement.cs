using Chronograph.Graph;

namespace Chronograph.Ingest;

/// <summary>What a replacement of a file's contents must satisfy, checked by who writes it and by who reads it.</summary>
internal static class FileReplacement
{
    /// <summary>What is wrong with the replacement, or null.</summary>
    public static string? Fault(string file, IEnumerable<Node> nodes, IEnumerable<Edge> edges)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            if (node.File != file)
                return $"the node {node.SemanticId} is of the file '{node.File}', not '{file}'";
            ids.Add(node.SemanticId);
        }

        foreach (var edge in edges)
        {
            if (!ids.Contains(edge.Source))
                return $"the edge's source {edge.Source} is not a node of the file '{file}'";
        }

        return null;
    }
}
