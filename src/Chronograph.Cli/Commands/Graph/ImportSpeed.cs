using System.Diagnostics;
using Chronograph.Graph;
using Chronograph.Selftest;

namespace Chronograph.Cli;

/// <summary>How fast <c>graph import</c> makes a version of CSV files.</summary>
internal static class ImportSpeed
{
    private const int MostNodes = 200_000;

    /// <summary>Writes the files that are missing, and imports them into a store that does not stay.</summary>
    public static GraphSpeedFigure Measure(GraphSpeedOptions options, CancellationToken stop)
    {
        var graph = new GeneratedGraph(Math.Min(MostNodes, options.Nodes), options.EdgesPerNode);
        var files = Directory.CreateDirectory(Path.Combine(options.Directory, $"csv-{graph.Nodes}-{graph.EdgesPerNode}")).FullName;
        var nodes = WriteOnce(Path.Combine(files, "nodes.csv"), text => CsvRecords.Write(text, Nodes(graph)));
        var edges = WriteOnce(Path.Combine(files, "edges.csv"), text => CsvRecords.Write(text, Edges(graph, stop)));
        var directory = Directory.CreateTempSubdirectory("chronograph-import-").FullName;
        try
        {
            var time = Import(directory, nodes, edges, stop);
            return new(
                $"CSV import of {graph.Nodes:N0} nodes and their edges", (double)graph.Nodes * graph.EdgesPerNode / time.TotalSeconds,
                "edges/s", 600_000, AtLeast: true);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static TimeSpan Import(string directory, string nodes, string edges, CancellationToken stop)
    {
        var start = Stopwatch.GetTimestamp();
        using var store = GraphStore.Open(Path.Combine(directory, "graph"));
        using var batch = store.BeginBatch();
        var import = new GraphImport(batch, new Progress<ProgressStep>(), stop, imported: null);
        import.AddNodes(nodes);
        import.AddEdges(edges);
        batch.Commit();
        return Stopwatch.GetElapsedTime(start);
    }

    private static string WriteOnce(string path, Action<TextWriter> write)
    {
        if (File.Exists(path))
            return path;
        var unfinished = path + ".tmp";
        using (var text = new StreamWriter(unfinished))
            write(text);
        File.Move(unfinished, path, overwrite: true);
        return path;
    }

    private static IEnumerable<Node> Nodes(GeneratedGraph graph) => Enumerable.Range(0, graph.Nodes).Select(GeneratedGraph.Node);

    private static IEnumerable<Edge> Edges(GeneratedGraph graph, CancellationToken stop)
    {
        for (var source = 0; source < graph.Nodes; source++)
        {
            stop.ThrowIfCancellationRequested();
            var semanticId = GeneratedGraph.SemanticId(source);
            for (var edge = 0; edge < graph.EdgesPerNode; edge++)
                yield return new Edge(semanticId, GeneratedGraph.EdgeType(source, edge), GeneratedGraph.SemanticId(graph.Target(source, edge)));
        }
    }
}
