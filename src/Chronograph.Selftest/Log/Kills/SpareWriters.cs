namespace Chronograph.Selftest;

/// <summary>Writers that have been started and wait for the word, so that nobody waits for a process to start.</summary>
/// <param name="directory">Where their logs lie.</param>
/// <param name="logs">How many.</param>
/// <param name="random">What their seeds come from.</param>
internal sealed class SpareWriters(string directory, int logs, Random random) : IDisposable
{
    private const int Spares = 2;

    private readonly Queue<WorkerProcess> _waiting = new();

    /// <summary>Takes the one that has waited longest.</summary>
    public WorkerProcess Take()
    {
        while (_waiting.Count <= Spares)
            _waiting.Enqueue(WriterJob.Start(directory, logs, random.Next()));
        return _waiting.Dequeue();
    }

    public void Dispose()
    {
        foreach (var writer in _waiting)
            writer.Dispose();
    }
}
