namespace Chronograph.Selftest;

/// <summary>Kills the writers of graph stores over and over at random instants, and their readers too, and checks what is left each time.</summary>
/// <param name="run">Where, and how long.</param>
/// <param name="seed">What the random choices are seeded with.</param>
internal sealed class GraphKills(SelftestRun run, int seed)
{
    private const int Stores = 4; // written by one process, so that one kill cuts off four writers: to start a process costs most
    private const int Readers = 2;
    private const int LongestLife = 60_000;
    private const int KillsPerReaderKill = 5;
    private const int KillsPerStore = 20; // then others begin: tags hold versions for ever, and each is read after each kill

    private readonly Random _random = new(seed);

    public GraphKillCounts Counts { get; } = new();

    /// <summary>Goes on until the time is over, the number of killed processes is reached, or a promise was broken.</summary>
    public void Run(long kills = long.MaxValue)
    {
        var directory = run.CreateDirectory("kills");
        try
        {
            using (var writers = new SpareWorkers(() => StoreWriterJob.Start(directory.Path, Stores, _random.Next())))
            {
                while (Counts.Processes < kills && run.GoesOn())
                    WearOut(Path.Combine(directory.Path, "stores"), writers, kills);
            }

            directory.Dispose();
        }
        catch (Exception error)
        {
            Counts.Broken++;
            run.Report("kill", $"after {Counts.Processes} kills: {error.Message}", directory.Path);
        }
    }

    // All the kills that a set of stores gets.
    private void WearOut(string directory, SpareWorkers writers, long kills)
    {
        var stores = Enumerable.Range(0, Stores).Select(number => new KilledStore(directory, number, Counts)).ToList();
        var readers = stores.Take(Readers).Select(store => new StoreReader(store.Path, _random)).ToList();
        try
        {
            for (var round = 0; round < KillsPerStore && Counts.Processes < kills && run.GoesOn(); round++)
                Round(directory, writers, stores, readers);
        }
        finally
        {
            readers.ForEach(reader => reader.Dispose());
            Counts.Reads += readers.Sum(reader => reader.Reads);
        }

        stores.ForEach(store => store.CheckThatNobodyHoldsIt());
        Directory.Delete(directory, recursive: true);
    }

    private void Round(string directory, SpareWorkers writers, List<KilledStore> stores, List<StoreReader> readers)
    {
        stores.ForEach(store => store.Expect());
        using (var writer = writers.Take())
            LiveAndDie(directory, writer, stores);
        Counts.Processes++;
        stores.ForEach(store => store.Check());
        if (run.IsStopped)
            return;
        readers.ForEach(reader => reader.MustLive());
        if (_random.Next(KillsPerReaderKill) > 0)
            return;
        readers[_random.Next(readers.Count)].Kill();
        Counts.Readers++;
    }

    private void LiveAndDie(string directory, WorkerProcess writer, List<KilledStore> stores)
    {
        writer.Tell(directory);
        if (_random.Next(8) > 0) // else it is killed while it opens the stores
        {
            while (stores.Exists(store => !store.IsOpen) && writer.Output.ReadLine() is { } line)
                Hear(line, stores);
        }

        Waiting.For(TimeSpan.FromMicroseconds(_random.Next(LongestLife)));
        var ended = writer.HasEnded;
        writer.Kill();
        while (writer.Output.ReadLine() is { } line)
            Hear(line, stores);
        BrokenPromiseException.Unless(!ended || run.IsStopped, "a writer ends by itself");
    }

    private static void Hear(string line, List<KilledStore> stores)
    {
        if (StoreNews.TryParse(line) is { } news)
            stores[news.Store].Hear(news);
        else
            BrokenPromiseException.Unless(!line.Contains("Exception", StringComparison.Ordinal), $"a writer ends: {line}");
    }
}
