namespace Chronograph.Storage;

/// <summary>A flush that is done once, by whoever comes first: one of the workers, or who waits for it.</summary>
internal sealed class FlushJob(Action flush)
{
    private readonly ManualResetEventSlim _ended = new(initialState: false, spinCount: 0); // a flush takes longer than it pays to spin
    private int _taken; // by Interlocked: 1 once somebody does it
    private Exception? _failure; // written before _ended is set, read after

    /// <summary>Does it, unless somebody else does.</summary>
    public void Help()
    {
        if (Interlocked.Exchange(ref _taken, 1) != 0)
            return;
        try
        {
            flush();
        }
        catch (Exception error)
        {
            _failure = error;
        }

        _ended.Set();
    }

    /// <summary>Waits until it has ended.</summary>
    /// <returns>Why it failed; null when it did not.</returns>
    public Exception? Wait()
    {
        Help();
        _ended.Wait();
        return _failure;
    }
}
