using System.Runtime.ExceptionServices;

namespace Chronograph.Storage;

/// <summary>Flushes that are done by whoever is free: the caller too, so that none ever waits for a thread to start.</summary>
internal sealed class FlushRun(IReadOnlyList<Action> flushes)
{
    private readonly ManualResetEventSlim _ended = new(initialState: flushes.Count == 0);
    private int _taken; // by Interlocked: each flush is done once
    private int _left = flushes.Count; // by Interlocked: who ends the last one says so
    private Exception? _failure; // the first, by Interlocked; read once all have ended

    /// <summary>Does what nobody does yet.</summary>
    public void Help()
    {
        for (var flush = Interlocked.Increment(ref _taken) - 1; flush < flushes.Count; flush = Interlocked.Increment(ref _taken) - 1)
            Do(flushes[flush]);
    }

    /// <summary>Helps, waits until all have ended, and throws what the first that failed has thrown.</summary>
    public void Finish()
    {
        Help();
        _ended.Wait();
        if (_failure is not null)
            ExceptionDispatchInfo.Throw(_failure);
    }

    private void Do(Action flush)
    {
        try
        {
            flush();
        }
        catch (Exception error)
        {
            Interlocked.CompareExchange(ref _failure, error, null);
        }

        if (Interlocked.Decrement(ref _left) == 0)
            _ended.Set();
    }
}
