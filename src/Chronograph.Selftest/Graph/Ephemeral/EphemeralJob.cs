using System.Globalization;
using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>A worker that does random operations on a store in memory, and says what the system counted as written to disks meanwhile.</summary>
internal static class EphemeralJob
{
    public const string Name = "graph-ephemeral";

    /// <summary>What the worker says where the system does not count.</summary>
    public const string NotCounted = "not counted";

    private const string Counts = "/proc/self/io";
    private const string Written = "write_bytes: ";

    /// <summary>Starts a worker.</summary>
    /// <param name="directory">Where it works, and where its temporary files would be.</param>
    /// <param name="operations">How many.</param>
    /// <param name="seed">What they are chosen by.</param>
    public static WorkerProcess Start(string directory, int operations, int seed) => WorkerProcess.Start(
        Name, directory, operations.ToString(CultureInfo.InvariantCulture), seed.ToString(CultureInfo.InvariantCulture));

    /// <summary>The job.</summary>
    public static void Run(WorkerOrders orders, string[] arguments)
    {
        Directory.SetCurrentDirectory(arguments[0]);
        Environment.SetEnvironmentVariable("TMPDIR", arguments[0]);
        var (operations, seed) = (int.Parse(arguments[1], CultureInfo.InvariantCulture), int.Parse(arguments[2], CultureInfo.InvariantCulture));
        Operate(operations, new Random(seed)); // for the first time: to load a library is to note on the disk when it was read
        var before = BytesWritten();
        Operate(operations, new Random(seed));
        Console.Out.WriteLine((BytesWritten() - before)?.ToString(CultureInfo.InvariantCulture) ?? NotCounted);
    }

    private static void Operate(int operations, Random random)
    {
        using var store = GraphStore.CreateEphemeral(new GraphStoreOptions { CompactInBackground = true });
        var chooser = new OperationChooser(random);
        var model = StoreModel.Empty;
        for (var done = 0; done < operations; done++)
        {
            var commit = chooser.Commit(model);
            commit.Run(store);
            model = commit.Apply(model).Collect(0);
            store.Tag(store.Latest, new Dictionary<string, string> { ["done"] = $"{done}" });
            store.Collect(random.Next(3));
            store.Purge();
            using var latest = store.OpenLatest();
            BrokenPromiseException.Unless(GraphContent.Of(latest).Digest == model.Content.Digest, $"operation {done} left other records", wrongBytes: true);
        }
    }

    private static long? BytesWritten() => File.Exists(Counts)
        ? long.Parse(File.ReadLines(Counts).First(line => line.StartsWith(Written, StringComparison.Ordinal))[Written.Length..], CultureInfo.InvariantCulture)
        : null;
}
