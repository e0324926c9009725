using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Finds where a log ends that its writer left, and tells what it left unfinished from damage. Changes nothing.</summary>
internal sealed class EndFinder(LogDirectory directory, IReadOnlyList<SegmentId> ids, RecoveryHints hints)
{
    /// <summary>Walks to the end of what is sound and whole.</summary>
    /// <exception cref="DamagedFileException">What is missing there was durable.</exception>
    public RecoveryScan Scan()
    {
        var scan = new RecoveryScan(directory, ids, hints.FindStart());
        scan.Run();
        ThrowIfBeginningIsLost(scan);
        if (hints.Durable is { } durable && scan.Good.Mark.IsBefore(durable))
            throw Damaged(scan, "durable messages are missing here");
        return scan;
    }

    /// <summary>Looks at what stands behind the end.</summary>
    /// <exception cref="DamagedFileException">It may have been durable: nothing says what was.</exception>
    public TailRemover ExamineTail(RecoveryScan scan)
    {
        var tail = new TailRemover(directory, ids, scan.Good);
        if (tail.Examine(DroppedBatch.Skip(directory, scan)))
            ThrowIfDurableUnknown(scan, "sound records follow, and nothing says that they were not durable");
        if (scan.StopReason.Length > 0 && SegmentOpener.TryReadHeader(directory, scan.Stop.Segment) is { Sealed: true })
            ThrowIfDurableUnknown(scan, "the segment was sealed, and nothing says that it was not durable");
        return tail;
    }

    // Without its first segment's header, a log that does not begin at 1 has lost its numbering.
    private void ThrowIfBeginningIsLost(RecoveryScan scan)
    {
        if (!scan.Good.IsBegun && ids[0] > SegmentId.First)
            throw Damaged(scan, "the segments before are missing and this one has no header");
    }

    private void ThrowIfDurableUnknown(RecoveryScan scan, string consequence)
    {
        if (hints.Durable is null)
            throw Damaged(scan, consequence);
    }

    private DamagedFileException Damaged(RecoveryScan scan, string consequence)
    {
        var reason = scan.StopReason.Length > 0 ? $"{scan.StopReason}; {consequence}" : consequence;
        return new DamagedFileException(directory.SegmentPath(scan.Stop.Segment), scan.Stop.Offset, reason);
    }
}
