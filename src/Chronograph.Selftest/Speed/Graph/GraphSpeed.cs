using System.Diagnostics;
using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>How fast a graph answers on this machine, beside floors measured in the same run. Single thread, warm page cache.</summary>
internal sealed class GraphSpeed(GraphSpeedOptions options, Action<string> talk, CancellationToken stop)
{
    private const int LayeredNodes = 100_000;
    private const int LayeredEdgesPerNode = 20;

    private readonly List<GraphSpeedFigure> _figures = [];

    /// <summary>Makes the stores that are missing and measures.</summary>
    public IReadOnlyList<GraphSpeedFigure> Run()
    {
        var graph = new GeneratedGraph(options.Nodes, options.EdgesPerNode);
        var compacted = Prepare("compacted", graph, Load);
        _figures.Add(new("one random read of memory, floor", MemoryFloor.RandomReadNs(), "ns"));
        _figures.AddRange(OpeningSpeed.Measure(compacted));
        using (var store = GraphStore.OpenReadOnly(compacted))
        using (var snapshot = store.OpenLatest())
        {
            talk("reading every page once");
            _ = snapshot.Statistics(stop);
            _figures.Add(TopologySize.Measure(snapshot));
            _figures.AddRange(LookupSpeed.Measure(snapshot, graph, stop));
            _figures.AddRange(HopSpeed.Measure(snapshot, graph, "compacted", stop));
            _figures.AddRange(LookupFloor.Measure(snapshot, SampleIds.Of(graph, stop)));
            _figures.AddRange(WalkSpeed.Measure(snapshot, graph, stop));
        }

        MeasureLayers();
        var many = Prepare("many", $"{PruningSpeed.Segments} segments", directory => ManySegments.Make(directory, PruningSpeed.Segments, stop));
        _figures.AddRange(PruningSpeed.Measure(many, stop));
        return _figures;
    }

    private void MeasureLayers()
    {
        var graph = new GeneratedGraph(LayeredNodes, LayeredEdgesPerNode);
        var layered = Prepare("layered", graph, (directory, _) => GeneratedStore.Layered(directory, graph, stop));
        var merged = Prepare("merged", graph, (directory, _) => GeneratedStore.Compacted(directory, graph, stop));
        var (one, eight) = MeasureHops(merged, layered, graph);
        _figures.Add(new("one hop out, 100,000 nodes, one segment", one, "ns"));
        _figures.Add(new("the same in eight segments", eight, "ns"));
        _figures.Add(new("eight segments against one", eight / one, "times", 6));
    }

    /// <summary>One after the other and again, since a machine is not always equally fast: the medians.</summary>
    private (double One, double Eight) MeasureHops(string merged, string layered, GeneratedGraph graph)
    {
        const int Rounds = 5;
        using var mergedStore = GraphStore.OpenReadOnly(merged);
        using var layeredStore = GraphStore.OpenReadOnly(layered);
        using var mergedVersion = mergedStore.OpenLatest();
        using var layeredVersion = layeredStore.OpenLatest();
        var (one, eight) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            one[round] = HopSpeed.OutNs(mergedVersion, graph, stop);
            eight[round] = HopSpeed.OutNs(layeredVersion, graph, stop);
        }

        Array.Sort(one);
        Array.Sort(eight);
        return (one[Rounds / 2], eight[Rounds / 2]);
    }

    private void Load(string directory, GeneratedGraph graph) =>
        _figures.AddRange(GeneratedStore.Compacted(directory, graph, stop).Figures(graph));

    private string Prepare(string name, GeneratedGraph graph, Action<string, GeneratedGraph> make) => Prepare(
        $"{name}-{graph.Nodes}-{graph.EdgesPerNode}",
        $"{graph.Nodes:N0} nodes with {graph.EdgesPerNode} edges each: {name}",
        directory => make(directory, graph));

    private string Prepare(string name, string what, Action<string> make)
    {
        var directory = Path.Combine(options.Directory, name);
        if (Directory.Exists(directory))
            return directory;
        talk($"generating {what}");
        var start = Stopwatch.GetTimestamp();
        var unfinished = directory + ".tmp";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        make(unfinished);
        Directory.Move(unfinished, directory);
        talk($"done in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");
        return directory;
    }
}
