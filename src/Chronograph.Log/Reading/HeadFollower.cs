namespace Chronograph.Log;

/// <summary>Knows the end of a log that another process may be writing. Any thread may ask.</summary>
/// <remarks>Each question costs a step over the headers of the messages appended since the last one.</remarks>
internal sealed class HeadFollower(LogDirectory directory) : IDisposable
{
    private readonly Lock _gate = new(); // guards the reader
    private LogReader? _reader;

    /// <summary>The sequence number that the next message will get.</summary>
    public long NextSequence
    {
        get
        {
            lock (_gate)
            {
                try
                {
                    return Follow();
                }
                catch (SequenceOutOfRangeException)
                {
                    Forget(); // retention overtook it: look anew
                    return Follow();
                }
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
            Forget();
    }

    private long Follow()
    {
        _reader ??= new LogReader(directory, new LogLocator(directory).Locate(LogStart.End));
        _reader.SkipToEnd();
        return _reader.NextSequence;
    }

    private void Forget()
    {
        _reader?.Dispose();
        _reader = null;
    }
}
