namespace Chronograph.Log;

/// <summary>Walks from a known place to the end of what is sound, across segments, believing checksums and sequence only.</summary>
internal sealed class RecoveryScan(LogDirectory directory, IReadOnlyList<SegmentId> ids, GoodPoint start)
{
    private readonly List<PendingSeal> _passed = [];

    /// <summary>Behind the last message that is whole, with its batch, or behind the header of the segment begun after it.</summary>
    public GoodPoint Good { get; private set; } = start;

    /// <summary>Where the walk ended: at or behind <see cref="Good"/>.</summary>
    public LogPosition Stop { get; private set; }

    /// <summary>Why it ended there; empty when there is simply nothing more.</summary>
    public string StopReason { get; private set; } = "";

    /// <summary>Whether all that is published is whole, as far as the walk came.</summary>
    public bool EndsWhole => StopReason.Length == 0 && !EndsInBatch;

    /// <summary>Whether the walk ended within a batch.</summary>
    public bool EndsInBatch => Stop.NextSequence != Good.NextSequence;

    public long Messages { get; private set; }

    public uint NewestEpoch { get; private set; }

    /// <summary>The size that the segments say they have; 0 when none was read.</summary>
    public long SegmentSize { get; private set; }

    /// <summary>Whether a file has that size, rather than a header that claims it.</summary>
    public bool SizeIsProven { get; private set; }

    /// <summary>Segments that the walk left for the next one, sealed or not yet.</summary>
    public IReadOnlyList<PendingSeal> Passed => _passed;

    public void Run()
    {
        var position = new LogPosition(Good.Segment, Good.Offset, Good.NextSequence);
        for (var index = ids.IndexOf(Good.Segment); ; index++)
        {
            if (Walk(ref position) || index + 1 == ids.Count)
                break;
            var next = position.Segment.Next;
            if (ids[index + 1] != next)
                break;
            position = new LogPosition(next, SegmentHeader.Size, position.NextSequence);
        }

        Stop = position;
    }

    // Returns whether the walk ends in this segment.
    private bool Walk(ref LogPosition position)
    {
        using var view = SegmentOpener.TryOpenDamaged(directory, position.Segment, out var reason);
        if (view is null)
            return End(reason);
        if (position.Offset == SegmentHeader.Size && view.Header.FirstSequence != position.NextSequence)
            return End($"the segment begins with message {view.Header.FirstSequence} where {position.NextSequence} was expected");
        if (SegmentSize != 0 && view.Header.SegmentSize != SegmentSize)
            return End($"the segment says that it has {view.Header.SegmentSize} bytes, and those before have {SegmentSize}");
        SegmentSize = view.Header.SegmentSize;
        SizeIsProven |= view.Length == SegmentSize;
        NewestEpoch = Math.Max(NewestEpoch, view.Header.WriterEpoch);
        if (position.Offset == SegmentHeader.Size && Good.NextSequence == position.NextSequence)
            Good = Good.Enter(view.Header); // not within a batch

        var walker = new RecordWalker(view, position.Offset, position.NextSequence);
        var lastRecord = position.Offset == SegmentHeader.Size ? 0 : Good.LastRecord;
        if (lastRecord != 0)
            NewestEpoch = Math.Max(NewestEpoch, view.LoadHeader(lastRecord).WriterEpoch);
        var lastTimestamp = Good.LastTimestampNs;
        RecordStep step;
        for (var at = walker.Offset; (step = walker.StepRecord(checkPayload: true)) is RecordStep.Message or RecordStep.Padding; at = walker.Offset)
        {
            var record = view.LoadHeader(at);
            (lastRecord, lastTimestamp) = (at, record.TimestampNs);
            NewestEpoch = Math.Max(NewestEpoch, record.WriterEpoch);
            if (step == RecordStep.Message)
                Messages++;
            if (!record.Word.ContinuesBatch)
                Good = new GoodPoint(view.Id, walker.Offset, walker.NextSequence, lastRecord, lastTimestamp, IsBegun: true);
        }

        position = position with { Offset = walker.Offset, NextSequence = walker.NextSequence };
        if (step == RecordStep.Damage)
            return End(walker.Explain());
        if (!IsLeft(view, walker))
            return true;
        var count = walker.NextSequence - view.Header.FirstSequence;
        var inBatch = Good.NextSequence != walker.NextSequence;
        _passed.Add(new PendingSeal(view.Header, walker.Offset, lastTimestamp, count, lastRecord, inBatch));
        return false;
    }

    // Whether the log goes on in the next segment: this one is sealed here, or its writer died just before the seal.
    private bool IsLeft(SegmentView view, in RecordWalker walker)
    {
        if (view.IsSealed(out var end))
        {
            if (end != walker.Offset)
                StopReason = $"the segment is sealed at {end}, and its records end here";
            return end == walker.Offset;
        }

        // Within a batch the next record is published: what is not, whatever it looks like, is not it.
        var nothingHere = walker.EndsInBatch || !view.Contains(walker.Offset) || view.LoadWord(walker.Offset).Value == 0;
        if (!nothingHere || walker.NextSequence == view.Header.FirstSequence)
            return false;
        using var file = SegmentOpener.TryOpenFile(directory, view.Id.Next);
        return file is not null
            && SegmentOpener.ReadHeader(file, view.Id.Next, out _) is { } next
            && next.FirstSequence == walker.NextSequence;
    }

    private bool End(string reason)
    {
        StopReason = reason;
        return true;
    }
}
