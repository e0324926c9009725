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
    private readonly List<Thread> _threads = []; // guarded by _gate; counted without it, so that one more may come late
    private readonly BlockingCollection<FlushJob> _jobs = [];
    private int _open; // by Interlocked: jobs that no worker is done with

    /// <summary>Begins a flush.</summary>
    public FlushJob Start(Action flush)
    {
        var job = new FlushJob(flush);
        if (Interlocked.Increment(ref _open) is var open && open > _threads.Count && _threads.Count < MostThreads)
            AddThread();
        _jobs.Add(job);
        return job;
    }

    /// <summary>Ends the threads once they have done what was begun.</summary>
    public void Dispose()
    {
        _jobs.CompleteAdding();
        foreach (var thread in _threads)
            thread.Join();
        _jobs.Dispose();
    }

    private void AddThread()
    {
        lock (_gate)
        {
            if (_threads.Count == MostThreads)
                return;
            var thread = new Thread(Work, StackSize) { IsBackground = true, Name = "Chronograph flush" };
            thread.Start();
            _threads.Add(thread);
        }
    }

    private void Work()
    {
        foreach (var job in _jobs.GetConsumingEnumerable())
        {
            job.Help();
            Interlocked.Decrement(ref _open);
        }
    }
}
