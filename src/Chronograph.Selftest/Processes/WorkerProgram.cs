using System.Runtime.InteropServices;

namespace Chronograph.Selftest;

/// <summary>The other side of <see cref="WorkerProcess"/>: what this program does when it was started as a worker.</summary>
internal static class WorkerProgram
{
    /// <summary>The first argument of a worker. It is nothing for users, so it is not in the help.</summary>
    public const string Verb = "selftest-worker";

    private static readonly Dictionary<string, Action<WorkerOrders, string[]>> Jobs = new()
    {
        [EchoJob.Name] = EchoJob.Run,
        [TailingReader.Job] = TailingReader.Run,
        [SoakReader.Job] = SoakReader.Run,
        [ScheduledReader.Name] = ScheduledReader.Run,
        [ScheduledWriter.Name] = ScheduledWriter.Run,
        [CollectionScheduleJob.Name] = CollectionScheduleJob.Run,
        [WriterJob.Name] = WriterJob.Run,
        [ReaderJob.Name] = ReaderJob.Run,
        [StoreWriterJob.Name] = StoreWriterJob.Run,
        [StoreReaderJob.Name] = StoreReaderJob.Run,
        [EphemeralJob.Name] = EphemeralJob.Run,
    };

    /// <summary>Does the job when these are the arguments of a worker. To be asked before anything else is done with them.</summary>
    /// <param name="arguments">The arguments of the process, without its name.</param>
    /// <returns>Whether they were, so that the process should now end.</returns>
    public static bool TryRun(IReadOnlyList<string> arguments)
    {
        if (arguments is not [Verb, var job, ..])
            return false;
        // Ctrl-C reaches every process of a terminal. Whoever started the worker ends it.
        using var ignored = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        Guard(() => Jobs[job](new WorkerOrders(), [.. arguments.Skip(2)]));
        return true;
    }

    /// <summary>Does a part of a job. What goes wrong is said, not dumped: whoever started the worker reads it.</summary>
    public static void Guard(Action part)
    {
        try
        {
            part();
        }
        catch (Exception error)
        {
            Console.Out.WriteLine(error);
            Environment.Exit(1);
        }
    }
}
