using System.Globalization;
using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>A worker that changes a store as it is told, a line for each order.</summary>
internal static class ScheduledWriter
{
    public const string Name = "collection-writer";

    public static void Run(WorkerOrders orders, string[] arguments)
    {
        using var store = GraphStore.Open(arguments[0], new GraphStoreOptions { Durability = CommitDurability.Relaxed });
        Console.Out.WriteLine(store.Latest);
        while (true)
        {
            var order = orders.Next().Split(' ');
            Console.Out.WriteLine(Obey(store, order[0], [.. order.Skip(1).Select(text => int.Parse(text, CultureInfo.InvariantCulture))]));
        }
    }

    private static string Obey(GraphStore store, string verb, int[] numbers)
    {
        switch (verb)
        {
            case "commit":
                using (var batch = store.BeginBatch())
                {
                    SlotGraph.Set(batch, numbers[0], numbers[1]);
                    batch.Commit();
                }

                break;
            case "rollback":
                store.Rollback(new GraphVersion(numbers[0]));
                break;
            case "tag":
                store.Tag(new GraphVersion(numbers[0]), new Dictionary<string, string> { ["kept"] = "yes" });
                break;
            case "compact":
                store.Compact();
                break;
            case "collect":
                return Moved(store.Collect(numbers[0]));
            case "restore":
                return Moved(store.RestoreCollected());
            case "purge":
                return Moved(store.Purge());
        }

        return store.Latest.ToString();
    }

    private static string Moved(CollectionReport report) => string.Join(' ', report.Files.Select(file => file.File));
}
