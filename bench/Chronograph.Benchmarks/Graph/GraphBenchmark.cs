using System.CommandLine;
using System.Globalization;
using Chronograph.Selftest;

namespace Chronograph.Benchmarks;

/// <summary>What <c>chronograph graph bench</c> measures, and the same work by SQLite and Kuzu beside it.</summary>
internal static class GraphBenchmark
{
    public static Command Command()
    {
        var directory = new Argument<string>("DIRECTORY") { Description = "Where generated graphs are made, kept, and used again." };
        var nodes = new Option<int>("--nodes") { Description = "Nodes of the large graph; 0 leaves it out.", DefaultValueFactory = _ => 1_000_000 };
        var edges = new Option<int>("--edges") { Description = "Edges that leave each.", DefaultValueFactory = _ => 10 };
        var peers = new Option<int>("--peer-nodes") { Description = "Nodes of the graph for peers; 0 leaves them out.", DefaultValueFactory = _ => 100_000 };
        var command = new Command("graph", "Reading a graph, its floors, and SQLite and Kuzu beside it.") { directory, nodes, edges, peers };
        command.SetAction((parsed, stop) =>
        {
            var path = Directory.CreateDirectory(parsed.GetValue(directory)!).FullName;
            if (parsed.GetValue(nodes) is > 0 and var large)
                Print(new GraphSpeed(new GraphSpeedOptions(path, large, parsed.GetValue(edges)), Console.Error.WriteLine, stop).Run());
            if (parsed.GetValue(peers) is > 0 and var count)
                Print(GraphPeers.Measure(Path.Combine(path, "peers"), new GeneratedGraph(count, 10), stop));
            return Task.CompletedTask;
        });
        return command;
    }

    private static void Print(IEnumerable<GraphSpeedFigure> figures)
    {
        foreach (var figure in figures)
        {
            var aim = figure.Aim is { } value ? $"   ({(figure.AtLeast ? "at least" : "at most")} {value.ToString("0.#", CultureInfo.InvariantCulture)})" : "";
            Console.WriteLine($"{figure.What,-64} {figure.Value.ToString("#,0.00", CultureInfo.InvariantCulture),14} {figure.Unit}{aim}");
        }
    }
}
