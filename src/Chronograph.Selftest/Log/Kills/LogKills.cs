namespace Chronograph.Selftest;

/// <summary>Kills writers of logs over and over at random instants, and their readers too, and checks what is left each time.</summary>
/// <param name="run">Where, and how long.</param>
/// <param name="seed">What the random choices are seeded with.</param>
internal sealed class LogKills(SelftestRun run, int seed)
{
    private const int Logs = 8; // written by one process, so that one kill cuts off eight writers: to start a process costs most
    private const int Readers = 2;
    private const int LongestLife = 30_000;
    private const int KillsPerReaderKill = 5;
    private const int KillsPerRest = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Random _random = new(seed);

    public KillCounts Counts { get; } = new();

    /// <summary>Goes on until the time is over, the number of killed processes is reached, or a promise was broken.</summary>
    public void Run(long kills = long.MaxValue)
    {
        var directory = run.CreateDirectory("kills");
        try
        {
            Run(directory.Path, kills);
            directory.Dispose();
        }
        catch (Exception error)
        {
            Counts.Broken++;
            run.Report("kill", $"after {Counts.Processes} kills: {error.Message}", directory.Path);
        }
    }

    private void Run(string directory, long kills)
    {
        var logs = new List<KilledLog>();
        var readers = new List<KilledReader>();
        using var writers = new SpareWorkers(() => WriterJob.Start(directory, Logs, _random.Next()));
        try
        {
            for (var number = 0; number < Logs; number++)
                logs.Add(new KilledLog(directory, number, Counts));
            for (var number = 0; number < Readers; number++)
                readers.Add(new KilledReader(directory, number));
            while (Counts.Processes < kills && run.GoesOn())
                Round(writers, logs, readers);
            if (!run.IsStopped)
                Rest(logs, readers);
        }
        finally
        {
            Counts.Read = readers.Sum(reader => reader.Messages);
            readers.ForEach(reader => reader.Dispose());
            logs.ForEach(log => log.Dispose());
        }
    }

    private void Round(SpareWorkers writers, List<KilledLog> logs, List<KilledReader> readers)
    {
        logs.ForEach(log => log.Expect());
        using (var writer = writers.Take())
            LiveAndDie(writer, logs);
        Counts.Processes++;
        logs.ForEach(log => log.Check());
        if (run.IsStopped)
            return;
        readers.ForEach(reader => reader.MustLive());
        if (_random.Next(KillsPerReaderKill) == 0)
        {
            readers[_random.Next(readers.Count)].Kill();
            Counts.Readers++;
        }

        if (Counts.Processes % KillsPerRest == 0)
            Rest(logs, readers);
    }

    private void LiveAndDie(WorkerProcess writer, List<KilledLog> logs)
    {
        writer.Tell("go");
        if (_random.Next(8) > 0) // else it is killed while it opens its logs
            WaitUntilOpen(writer, logs);
        Waiting.For(TimeSpan.FromMicroseconds(_random.Next(LongestLife)));
        if (writer.HasEnded && !run.IsStopped)
            throw new BrokenPromiseException($"a writer ends: {writer.Output.ReadToEnd().Trim()}");
        writer.Kill();
    }

    private static void WaitUntilOpen(WorkerProcess writer, List<KilledLog> logs)
    {
        if (!Waiting.Until(() => logs.TrueForAll(log => log.IsOpen) || writer.HasEnded, Patience))
            throw new BrokenPromiseException("a writer does not come to open its logs");
    }

    // Nobody writes: every reader comes to the end, and sleeps there until the next writer wakes it.
    private static void Rest(List<KilledLog> logs, List<KilledReader> readers)
    {
        logs.ForEach(log => log.Verify());
        for (var number = 0; number < readers.Count; number++)
            readers[number].MustReach(logs[number].Last);
    }
}
