using System.Globalization;
using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>A worker that opens versions of a graph store, holds them, and reads each twice, until it is killed.</summary>
/// <remarks>Every version vouches for itself: see <see cref="GraphContent"/>. A version that is not whole ends the worker.</remarks>
internal static class StoreReaderJob
{
    public const string Name = "graph-reader";

    private const int LongestHold = 60;

    /// <summary>Starts a worker.</summary>
    public static WorkerProcess Start(string store, int seed) =>
        WorkerProcess.Start(Name, store, seed.ToString(CultureInfo.InvariantCulture));

    /// <summary>The job.</summary>
    public static void Run(WorkerOrders orders, string[] arguments)
    {
        var random = new Random(int.Parse(arguments[1], CultureInfo.InvariantCulture));
        using var store = GraphStore.OpenReadOnly(arguments[0]);
        while (true)
        {
            if (TryOpen(store, random) is not { } snapshot)
                continue;
            using (snapshot)
                ReadTwice(snapshot, random);
            Console.Out.WriteLine(snapshot.Info.Version);
        }
    }

    // Of the versions that are there one may have been collected by the time it is opened; the newest never is.
    private static GraphSnapshot? TryOpen(GraphStore store, Random random)
    {
        if (random.Next(2) == 0)
            return store.OpenLatest();
        try
        {
            return store.OpenSnapshot(new GraphVersion(Math.Max(0, store.Latest.Number - random.Next(6))));
        }
        catch (VersionCollectedException)
        {
            return null;
        }
    }

    private static void ReadTwice(GraphSnapshot snapshot, Random random)
    {
        var before = GraphContent.Of(snapshot).Digest;
        Thread.Sleep(random.Next(LongestHold));
        BrokenPromiseException.Unless(GraphContent.Of(snapshot).Digest == before, $"version {snapshot.Info.Version} changed under its reader", wrongBytes: true);
    }
}
