using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>A worker that holds snapshots open and says what they hold: <c>open SLOT VERSION</c>, <c>check SLOT</c>, <c>close SLOT</c>.</summary>
internal static class ScheduledReader
{
    public const string Name = "collection-reader";

    public static void Run(WorkerOrders orders, string[] arguments)
    {
        using var store = GraphStore.OpenReadOnly(arguments[0]);
        var held = new Dictionary<string, GraphSnapshot>();
        while (true)
        {
            var order = orders.Next().Split(' ');
            Console.Out.WriteLine(Obey(store, held, order));
        }
    }

    private static string Obey(GraphStore store, Dictionary<string, GraphSnapshot> held, string[] order)
    {
        try
        {
            switch (order[0])
            {
                case "open":
                    held[order[1]] = store.OpenSnapshot(new GraphVersion(long.Parse(order[2])));
                    return "open";
                case "latest":
                    held[order[1]] = store.OpenLatest();
                    return $"open {held[order[1]].Info.Version}";
                case "check":
                    return SlotGraph.Digest(held[order[1]]);
                default:
                    held.Remove(order[1], out var snapshot);
                    snapshot!.Dispose();
                    return "closed";
            }
        }
        catch (VersionCollectedException)
        {
            return "collected";
        }
        catch (Exception error)
        {
            return "failed: " + error.ToString().ReplaceLineEndings(" ");
        }
    }
}
