namespace Chronograph.Storage;

/// <summary>Threads that wait for the disk, so that one caller has several flushes under way.</summary>
/// <remarks>
/// Threads of their own, since those of the pool are as many as there are processors and would be held up by waiting.
/// They start when first needed and sleep in between, at once: a thread that looks out for work for a while before it
/// sleeps takes the processor from the one that makes the work. Any thread may call.
/// </remarks>
internal sealed class FlushWorkers : IDisposable
{
    // With the caller as many as a commit has files and directories.
    private const int MostThreads = 5;
    private const int StackSize = 256 << 10;

    private readonly object _gate = new(); // guards everything below
    private readonly Queue<FlushJob> _jobs = [];
    private readonly List<Thread> _threads = [];
    private int _sleeping;
    private bool _ending;

    /// <summary>Begins a flush.</summary>
    public FlushJob Start(Action flush)
    {
        var job = new FlushJob(flush);
        lock (_gate)
        {
            _jobs.Enqueue(job);
            if (_jobs.Count > _sleeping && _threads.Count < MostThreads)
                AddThread();
            else
                Monitor.Pulse(_gate);
        }

        return job;
    }

    /// <summary>Ends the threads once they have done what was begun.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _ending = true;
            Monitor.PulseAll(_gate);
        }

        foreach (var thread in _threads)
            thread.Join();
    }

    private void AddThread()
    {
        var thread = new Thread(Work, StackSize) { IsBackground = true, Name = "Chronograph flush" };
        thread.Start();
        _threads.Add(thread);
    }

    private void Work()
    {
        while (Next() is { } job)
            job.Help();
    }

    /// <summary>The next job, once there is one; null when there will be none.</summary>
    private FlushJob? Next()
    {
        lock (_gate)
        {
            while (_jobs.Count == 0)
            {
                if (_ending)
                    return null;
                _sleeping++;
                Monitor.Wait(_gate);
                _sleeping--;
            }

            return _jobs.Dequeue();
        }
    }
}
