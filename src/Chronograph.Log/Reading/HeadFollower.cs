namespace Chronograph.Log;

/// <summary>Knows the end of a log that another process may be writing. Any thread may ask.</summary>
/// <remarks>
/// Each question costs a step over the headers of the messages appended since the last one. Between questions it keeps a
/// place and no mapping: one that is never asked again must not keep a removed segment on the disk.
/// </remarks>
internal sealed class HeadFollower(LogDirectory directory)
{
    private readonly Lock _gate = new(); // guards the place
    private LogPosition? _reached;

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
                    _reached = null; // retention overtook it: look anew
                    return Follow();
                }
            }
        }
    }

    private long Follow()
    {
        using var reader = new LogReader(directory, _reached ?? new LogLocator(directory).Locate(LogStart.End));
        reader.SkipToEnd();
        _reached = reader.Position;
        return reader.NextSequence;
    }
}
