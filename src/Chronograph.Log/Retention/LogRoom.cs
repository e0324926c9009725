using Microsoft.Extensions.Logging;

namespace Chronograph.Log;

/// <summary>How many more segments the log may have: the limit of <see cref="MessageLogOptions.MaxBytes"/>. Any thread may call it.</summary>
internal sealed class LogRoom(LogDirectory directory, long segmentSize, MessageLogOptions options, SegmentId first, ILogger logger)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20); // at cursors, which other processes move

    private readonly object _gate = new(); // guards the fields below
    private SegmentId _first = first;
    private SegmentId? _refused;
    private bool _closed;

    /// <summary>Applies the retention that the log was opened with. Set once, before the first append.</summary>
    public Action Relieve { get; set; } = () => { };

    /// <summary>Told whenever there may be room again. Set once, before the first append.</summary>
    public Action Freed { get; set; } = () => { };

    /// <summary>Told of the first segment that is left after a removal.</summary>
    public void BeginsWith(SegmentId first)
    {
        lock (_gate)
        {
            _first = first;
            Monitor.PulseAll(_gate);
        }

        Freed();
    }

    /// <summary>Whether a segment behind all others is within the limit.</summary>
    public bool Has(SegmentId id)
    {
        lock (_gate)
            return HasLocked(id);
    }

    /// <summary>Waits until there is room for a segment, as long as the log was told to.</summary>
    /// <exception cref="LogFullException">There was none in time.</exception>
    public void Await(SegmentId id)
    {
        if (Has(id))
            return;
        logger.Full(directory.Path, options.MaxBytes!.Value);
        lock (_gate)
            _refused = id;
        if (!Wait(new Deadline(options.FullTimeout), CancellationToken.None))
            throw new LogFullException(directory.Path, options.MaxBytes!.Value);
    }

    /// <summary>Waits until there is room for the segment that was refused last.</summary>
    public bool Wait(Deadline deadline, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            Relieve();
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_closed, typeof(MessageLog));
                if (_refused is not { } id || HasLocked(id))
                {
                    _refused = null;
                    return true;
                }

                var left = deadline.Left;
                if (left == TimeSpan.Zero)
                    return false;
                Monitor.Wait(_gate, left < LookAgain ? left : LookAgain);
            }
        }
    }

    /// <summary>Ends every wait with an <see cref="ObjectDisposedException"/>.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private bool HasLocked(SegmentId id) =>
        options.MaxBytes is not { } limit || (id.Value - _first.Value + 1) * segmentSize <= Math.Max(limit, 2 * segmentSize);
}
