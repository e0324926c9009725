using System.Globalization;
using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>Ids to ask for, in no order that a cache could like.</summary>
internal static class SampleIds
{
    private const int Count = 1 << 20;

    /// <summary>Ids of nodes that the graph has, each as likely.</summary>
    public static NodeId[] Of(GeneratedGraph graph, CancellationToken stop)
    {
        var random = new Random(2);
        var ids = new NodeId[Math.Min(Count, graph.Nodes)];
        for (var index = 0; index < ids.Length; index++)
        {
            stop.ThrowIfCancellationRequested();
            ids[index] = NodeId.FromSemanticId(GeneratedGraph.SemanticId(random.Next(graph.Nodes)));
        }

        return ids;
    }

    /// <summary>Ids that no generated graph has.</summary>
    public static NodeId[] Absent()
    {
        var ids = new NodeId[Count / 4];
        for (var index = 0; index < ids.Length; index++)
            ids[index] = NodeId.FromSemanticId(string.Create(CultureInfo.InvariantCulture, $"nobody {index}"));
        return ids;
    }
}
