namespace Chronograph.Selftest;

/// <summary>Workers that have been started and wait for the word, so that nobody waits for a process to start.</summary>
/// <param name="start">Starts one.</param>
internal sealed class SpareWorkers(Func<WorkerProcess> start) : IDisposable
{
    private const int Spares = 2;

    private readonly Queue<WorkerProcess> _waiting = new();

    /// <summary>Takes the one that has waited longest.</summary>
    public WorkerProcess Take()
    {
        while (_waiting.Count <= Spares)
            _waiting.Enqueue(start());
        return _waiting.Dequeue();
    }

    public void Dispose()
    {
        foreach (var worker in _waiting)
            worker.Dispose();
    }
}
