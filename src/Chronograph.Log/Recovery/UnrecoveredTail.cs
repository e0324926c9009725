using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Keeps readers from what a power loss left half of, until a writer has recovered the log. Any thread may ask.</summary>
/// <remarks>
/// Pages reach the disk in any order. Behind the durable mark, the record that publishes a batch may be there and the rest
/// of the batch not, or a record may be torn. The next writer removes that; a reader that comes before it ends where the
/// log will end. What is damage to the next writer, because it was durable, is damage to the reader.
/// </remarks>
internal sealed class UnrecoveredTail(LogDirectory directory)
{
    private const long Unknown = -1;
    private const long Everything = long.MaxValue;

    private readonly Lock _gate = new(); // guards the fields below; the first may be looked at without
    private long _last = Unknown;
    private long _lastSegment; // the one that the log will end in, as long as nobody appends to it; 0 when nobody looked
    private WriterTrace? _before; // the writer that left the log

    /// <summary>The last message that may be read; <see cref="long.MaxValue"/> when all may, and then for good.</summary>
    /// <remarks>
    /// The first question costs some looks at files, and without a writer a walk over the messages behind the durable mark.
    /// Later ones cost nothing, but for a look at <c>control.meta</c> while there is something to keep readers from.
    /// </remarks>
    public long LastReadable
    {
        get
        {
            if (Volatile.Read(ref _last) == Everything)
                return Everything;
            lock (_gate)
            {
                var last = _last switch
                {
                    Unknown => Find(),
                    Everything => Everything,
                    _ => IsRecoveredNow() ? Everything : _last,
                };
                Volatile.Write(ref _last, last);
                return last;
            }
        }
    }

    /// <summary>The last segment with messages that may be read; the greatest there can be when all may.</summary>
    public SegmentId LastSegment => LastReadable == Everything ? SegmentId.Last : new SegmentId(Volatile.Read(ref _lastSegment));

    /// <summary>Whether a segment is as good as sealed: the log goes on behind it, and recovery finishes its seal or has done so.</summary>
    public bool IsLeft(SegmentId id) => id.Value < Volatile.Read(ref _lastSegment);

    private long Find()
    {
        if (WriterLock.IsHeldOverRecovered(directory))
            return Everything;
        _before = WriterTrace.TryRead(directory);
        var last = FindEnd(_before?.Checkpoint);
        return last == Everything || IsRecoveredNow() ? Everything : last;
    }

    // The lock too: of two writers that race for the log, the loser may take the winner's word back, until its next checkpoint.
    private bool IsRecoveredNow() =>
        (WriterTrace.TryRead(directory) is { } now && now != _before) || WriterLock.IsHeldOverRecovered(directory);

    // Where nothing is unfinished now, nothing will be: what is published later comes from a writer that has recovered the log.
    private long FindEnd(Checkpoint? checkpoint)
    {
        var ids = directory.ListSegments();
        if (ids.Count == 0)
            return Everything;
        try
        {
            var hints = new RecoveryHints(directory, ids, checkpoint, DurableMark.TryRead(directory));
            var scan = new EndFinder(directory, ids, hints).Scan();
            Volatile.Write(ref _lastSegment, scan.Good.Segment.Value); // publishes nothing but itself
            // Nothing but a record that is wrong, where nothing says that it was not durable, is damage too.
            return scan.EndsWhole || (hints.Durable is null && !scan.EndsInBatch) ? Everything : scan.Good.NextSequence - 1;
        }
        catch (DamagedFileException)
        {
            return Everything; // and so readers meet the damage
        }
    }
}
