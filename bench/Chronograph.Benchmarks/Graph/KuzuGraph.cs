using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Chronograph.Selftest;

namespace Chronograph.Benchmarks;

/// <summary>The same graph and questions answered by Kuzu, through its npm package and a script beside this program.</summary>
internal static class KuzuGraph
{
    private const int PackageMissing = 7;

    /// <summary>Runs the script; null when Node.js or the package is not there, which is said.</summary>
    public static KuzuAnswers? Run(string directory, GeneratedGraph graph, string[] ids, string[] files)
    {
        Directory.CreateDirectory(directory);
        WriteNodes(Path.Combine(directory, "nodes.csv"), graph);
        WriteEdges(Path.Combine(directory, "edges.csv"), graph);
        File.WriteAllText(Path.Combine(directory, "questions.json"), JsonSerializer.Serialize(new { ids, files }));
        try
        {
            var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "kuzu.cjs"), directory]) { RedirectStandardOutput = true };
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == 0)
                return JsonSerializer.Deserialize<KuzuAnswers>(output, JsonSerializerOptions.Web);
            Console.Error.WriteLine(process.ExitCode == PackageMissing
                ? "Kuzu is left out: the npm package kuzu is not found. Install it, and set NODE_PATH to its node_modules."
                : $"Kuzu is left out: its script ended with code {process.ExitCode}.");
        }
        catch (Win32Exception)
        {
            Console.Error.WriteLine("Kuzu is left out: there is no node.");
        }

        return null;
    }

    private static void WriteNodes(string path, GeneratedGraph graph)
    {
        using var text = new StreamWriter(path);
        text.WriteLine("semantic_id,type,name,file");
        for (var number = 0; number < graph.Nodes; number++)
        {
            var node = GeneratedGraph.Node(number);
            text.WriteLine($"\"{node.SemanticId}\",{node.Type},{node.Name},{node.File}");
        }
    }

    /// <summary>Those that meet twice once, as the others do.</summary>
    private static void WriteEdges(string path, GeneratedGraph graph)
    {
        using var text = new StreamWriter(path);
        text.WriteLine("src,dst,type");
        for (var source = 0; source < graph.Nodes; source++)
        {
            var edges = Enumerable.Range(0, graph.EdgesPerNode).Select(edge => (Target: graph.Target(source, edge), Type: GeneratedGraph.EdgeType(source, edge)));
            foreach (var (target, type) in edges.Distinct())
                text.WriteLine($"\"{GeneratedGraph.SemanticId(source)}\",\"{GeneratedGraph.SemanticId(target)}\",{type}");
        }
    }
}

/// <param name="Load">Seconds.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Node">Nodes by semantic id.</param>
/// <param name="Hop">One hop.</param>
/// <param name="TwoHops">Two hops, counted.</param>
/// <param name="Filter">Nodes by type and file.</param>
internal sealed record KuzuAnswers(double Load, long Size, KuzuAnswer Node, KuzuAnswer Hop, KuzuAnswer TwoHops, KuzuAnswer Filter);

/// <param name="Sum">All answers added up.</param>
/// <param name="Microseconds">Per question.</param>
internal sealed record KuzuAnswer(long Sum, double Microseconds);
