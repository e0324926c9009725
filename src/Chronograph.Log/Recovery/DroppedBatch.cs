namespace Chronograph.Log;

/// <summary>Finds where an unfinished batch ends: records that were written and whose first was never published.</summary>
/// <remarks>
/// The first record of an open batch has everything but the committed bit, so it can be told from a hole. What follows it
/// without a gap was never visible to anybody and goes with it.
/// </remarks>
internal static class DroppedBatch
{
    /// <summary>The place behind the batch that begins where a scan ended, or that place itself when none does.</summary>
    /// <remarks>
    /// Where the scan ended within a batch, what follows is the rest of that one, which is published, unless no record says
    /// that it is the last: then a power loss left an older state of the last one, and another batch was begun behind it.
    /// </remarks>
    public static LogPosition Skip(LogDirectory directory, RecoveryScan scan)
    {
        var (at, isOpen) = (scan.Stop, true);
        var position = at;
        using (var view = SegmentOpener.TryOpenDamaged(directory, at.Segment, out _))
        {
            if (view is null || !BeginsAt(view, at, out var size))
                return at;
            position = WalkOn(view, at.Offset + size, at.NextSequence + 1, ref isOpen);
        }

        while (TryEnterNext(directory, position, ref isOpen, out var next))
            position = next;
        return scan.EndsInBatch && !isOpen ? at : position;
    }

    /// <summary>Whether the record here is the first of several and lacks nothing but the committed bit.</summary>
    public static bool BeginsAt(SegmentView view, LogPosition at, out long size)
    {
        size = 0;
        if (!LacksOnlyTheBit(view, at))
            return false;
        var word = view.LoadWord(at.Offset);
        size = RecordLayout.SizeOf(word.Length);
        return word.ContinuesBatch;
    }

    /// <summary>Whether the record here lacks nothing but the committed bit.</summary>
    public static bool LacksOnlyTheBit(SegmentView view, LogPosition at)
    {
        if (!view.Contains(at.Offset))
            return false;
        var word = view.LoadWord(at.Offset);
        return !word.IsCommitted && view.HeaderIsSound(at.Offset, word.With(RecordWord.Committed), at.NextSequence);
    }

    private static bool TryEnterNext(LogDirectory directory, LogPosition position, ref bool isOpen, out LogPosition next)
    {
        next = position;
        using var view = SegmentOpener.TryOpenDamaged(directory, position.Segment.Next, out _);
        if (view is null || view.Header.FirstSequence != position.NextSequence)
            return false;
        next = WalkOn(view, SegmentHeader.Size, position.NextSequence, ref isOpen);
        return true;
    }

    private static LogPosition WalkOn(SegmentView view, long offset, long sequence, ref bool isOpen)
    {
        var walker = new RecordWalker(view, offset, sequence);
        while (walker.Step(checkPayload: true) == RecordStep.Message)
            isOpen &= walker.Word.ContinuesBatch;
        return new LogPosition(view.Id, walker.Offset, walker.NextSequence);
    }
}
