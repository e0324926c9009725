using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>Kills the writers of a graph store over and over at random instants, and its readers too, and checks what is left each time.</summary>
/// <param name="run">Where, and how long.</param>
/// <param name="seed">What the random choices are seeded with.</param>
internal sealed class GraphKills(SelftestRun run, int seed)
{
    private const int Readers = 2;
    private const int Spares = 2;
    private const int LongestLife = 60;
    private const int KillsPerReaderKill = 5;
    private const int KillsPerVerification = 25;

    private readonly Random _random = new(seed);

    public GraphKillCounts Counts { get; } = new();

    /// <summary>Goes on until the time is over, the number of killed writers is reached, or a promise was broken.</summary>
    public void Run(long kills = long.MaxValue)
    {
        var directory = run.CreateDirectory("kills");
        try
        {
            Run(Path.Combine(directory.Path, "store"), kills);
            directory.Dispose();
        }
        catch (Exception error)
        {
            Counts.Broken++;
            run.Report("kill", $"after {Counts.Writers} kills: {error.Message}", directory.Path);
        }
    }

    private void Run(string store, long kills)
    {
        GraphStore.Open(store).Dispose();
        var ledger = new StoreLedger(store);
        var writers = new Queue<WorkerProcess>();
        var readers = Enumerable.Range(0, Readers).Select(_ => new StoreReader(store, _random)).ToList();
        try
        {
            while (Counts.Writers < kills && run.GoesOn())
                Round(store, writers, ledger, readers);
        }
        finally
        {
            readers.ForEach(reader => reader.Dispose());
            foreach (var writer in writers)
                writer.Dispose();
            Counts.Reads = readers.Sum(reader => reader.Reads);
            (Counts.Commits, Counts.KeptWhole) = (ledger.Commits, ledger.KeptWhole);
        }

        NobodyIsLeft(store);
    }

    private void Round(string store, Queue<WorkerProcess> writers, StoreLedger ledger, List<StoreReader> readers)
    {
        while (writers.Count <= Spares)
            writers.Enqueue(StoreWriterJob.Start(store, _random.Next())); // ready before its time, so that nobody waits for a start
        using (var writer = writers.Dequeue())
            LiveAndDie(writer, ledger);
        Counts.Writers++;
        ledger.Check();
        readers.ForEach(reader => reader.MustLive());
        if (_random.Next(KillsPerReaderKill) == 0)
        {
            readers[_random.Next(readers.Count)].Kill();
            Counts.Readers++;
        }

        if (Counts.Writers % KillsPerVerification == 0)
            Verify(store);
    }

    private void LiveAndDie(WorkerProcess writer, StoreLedger ledger)
    {
        writer.Tell("go");
        if (_random.Next(8) > 0) // else it is killed while it opens the store
            Hear(writer.Output.ReadLine(), ledger);
        Thread.Sleep(_random.Next(LongestLife));
        BrokenPromiseException.Unless(!writer.HasEnded, "a writer ends by itself");
        writer.Kill();
        while (writer.Output.ReadLine() is { } line)
            Hear(line, ledger);
    }

    private static void Hear(string? line, StoreLedger ledger)
    {
        if (line is not null && StoreNews.TryParse(line) is { } news)
            ledger.Hear(news);
        else
            BrokenPromiseException.Unless(line is null || !line.Contains("Exception", StringComparison.Ordinal), $"a writer ends: {line}");
    }

    // Nobody is there any more to hold a version, so all but the newest and those with tags can go.
    private static void NobodyIsLeft(string directory)
    {
        using (var store = GraphStore.Open(directory))
        {
            store.Collect(0);
            store.Purge();
            foreach (var version in store.ListVersions(new VersionFilter()))
                BrokenPromiseException.Unless(version.Version == store.Latest || version.Tags.Count > 0, $"somebody dead holds version {version.Version}");
        }

        Verify(directory);
    }

    private static void Verify(string store)
    {
        var found = GraphStore.Verify(store);
        BrokenPromiseException.Unless(found.Ok, $"verification finds damage: {string.Join("; ", found.Damage)}");
    }
}
