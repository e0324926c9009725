using System.Globalization;
using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>The worker that writes several stores at once, each on a thread of its own, until it is killed.</summary>
internal static class StoreWriterJob
{
    public const string Name = "write-stores";

    /// <summary>Where the store of a number lies.</summary>
    public static string StorePath(string directory, int number) => Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"store-{number}"));

    /// <summary>Starts such a worker. It begins when it is told in which directory.</summary>
    /// <param name="scratch">A directory in which it may write before.</param>
    /// <param name="stores">How many stores it writes.</param>
    /// <param name="seed">What its random choices are seeded with.</param>
    public static WorkerProcess Start(string scratch, int stores, int seed) =>
        WorkerProcess.Start(Name, scratch, stores.ToString(CultureInfo.InvariantCulture), seed.ToString(CultureInfo.InvariantCulture));

    /// <summary>The job.</summary>
    public static void Run(WorkerOrders orders, string[] arguments)
    {
        var (scratch, stores) = (arguments[0], int.Parse(arguments[1], CultureInfo.InvariantCulture));
        var random = new Random(int.Parse(arguments[2], CultureInfo.InvariantCulture));
        WarmUp(scratch, random);
        var directory = orders.Next();
        for (var number = 1; number < stores; number++)
        {
            var (store, seed) = (number, random.Next());
            new Thread(() => WorkerProgram.Guard(() => Write(StorePath(directory, store), store, seed))).Start();
        }

        Write(StorePath(directory, 0), 0, random.Next());
    }

    private static void Write(string path, int number, int seed)
    {
        using var writer = new BusyStoreWriter(path, new Random(seed), news => Console.Out.WriteLine(news with { Store = number }));
        writer.Run(long.MaxValue);
    }

    // A process that has just started compiles more than it writes: it does that before it is told to begin.
    private static void WarmUp(string directory, Random random)
    {
        const int Operations = 40;
        var scratch = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"warm-up-{Environment.ProcessId}"));
        using (var writer = new BusyStoreWriter(scratch, random, _ => { }))
            writer.Run(Operations);
        Directory.Delete(scratch, recursive: true);
    }
}
