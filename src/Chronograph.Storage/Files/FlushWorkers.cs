using System.Collections.Concurrent;

namespace Chronograph.Storage;

/// <summary>Threads that wait for the disk, so that one caller has several flushes under way.</summary>
/// <remarks>
/// Threads of their own, since those of the pool are as many as there are processors and would be held up by waiting.
/// They start when first needed and sleep in between. Any thread may call.
/// </remarks>
internal sealed class FlushWorkers : IDisposable
{
    // With the caller as many as a commit has files and directories.
    private const int MostThreads = 5;
    private const int StackSize = 256 << 10;

    private readonly Lock _gate = new();
    private readonly List<Thread> _threads = []; // guarded by _gate
    private readonly BlockingCollection<FlushRun> _runs = [];

    /// <summary>Flushes side by side and returns when all have ended.</summary>
    /// <exception cref="IOException">One of them failed; the first failure is thrown once all have ended.</exception>
    public void Run(IReadOnlyList<Action> flushes)
    {
        var run = new FlushRun(flushes);
        var helpers = Math.Min(flushes.Count - 1, MostThreads);
        StartThreads(helpers);
        for (var helper = 0; helper < helpers; helper++)
            _runs.Add(run);
        run.Finish();
    }

    /// <summary>Ends the threads. Nobody may be flushing any more.</summary>
    public void Dispose()
    {
        _runs.CompleteAdding();
        foreach (var thread in _threads)
            thread.Join();
        _runs.Dispose();
    }

    private void StartThreads(int wanted)
    {
        lock (_gate)
        {
            while (_threads.Count < wanted)
            {
                var thread = new Thread(Work, StackSize) { IsBackground = true, Name = "Chronograph flush" };
                thread.Start();
                _threads.Add(thread);
            }
        }
    }

    private void Work()
    {
        foreach (var run in _runs.GetConsumingEnumerable())
            run.Help();
    }
}
