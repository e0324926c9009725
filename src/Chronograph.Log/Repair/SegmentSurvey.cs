namespace Chronograph.Log;

/// <summary>Goes through one segment, keeps what is sound, and plans a gap for what is not.</summary>
/// <param name="view">The segment, mapped raw.</param>
/// <param name="plan">Where changes are planned.</param>
/// <param name="start">What its first record must go on from.</param>
/// <param name="mustBePublished">Whether a record at an offset was published for certain: the segment is sealed, or durable, behind it.</param>
/// <param name="mayMend">Whether damage at an offset is for a repair; false above the durable mark, which is recovery's.</param>
/// <param name="mark">The durable mark, when it is in this segment.</param>
internal sealed class SegmentSurvey(
    SegmentView view, RepairPlan plan, RecordOrder start, Func<long, bool> mustBePublished, Func<long, bool> mayMend, Checkpoint? mark)
{
    /// <summary>Behind the last record that is kept or planned.</summary>
    public long Offset { get; private set; } = SegmentHeader.Size;

    /// <summary>What the next record must go on from.</summary>
    public RecordOrder Order { get; private set; } = start;

    /// <summary>Timestamp and epoch of the first record; those of the start while there is none.</summary>
    public RecordOrder First { get; private set; } = start;

    /// <summary>Why the survey ended where it did; empty when nothing is published there.</summary>
    public string StopReason { get; private set; } = "";

    /// <summary>Whether it ended where a batch begins that was never published.</summary>
    public bool EndsInBatch { get; private set; }

    /// <summary>Whether sound records say that no message ends where the durable mark says so, or another one.</summary>
    public bool DisprovesMark { get; private set; }

    private bool IsFirst => Offset == SegmentHeader.Size;

    public void Run()
    {
        while (view.Contains(Offset))
        {
            var word = view.LoadWord(Offset);
            if (TryKeep(word) || TryRestore(word))
                continue;
            StopReason = word.IsCommitted ? new RecordWalker(view, Offset, Order.NextSequence).Explain() : "";
            EndsInBatch = IsUnfinishedBatch();
            if (!mayMend(Offset) || EndsInBatch || !TryFindNext(word, out var offset, out var next))
                return;
            PlanGap(offset, next, StopReason.Length > 0 ? StopReason : "no record is published here, and sound ones follow");
        }

        (StopReason, EndsInBatch) = ("", false);
    }

    /// <summary>Plans a gap from where the survey ended.</summary>
    public void PlanGap(long to, long next, string reason)
    {
        plan.Add(new GapStep(view.Path, Offset, to, view.Id, Order, next, reason));
        if (IsFirst)
            First = Order;
        (Offset, Order) = (to, Order with { NextSequence = next });
    }

    /// <summary>Raises the timestamp that what follows goes on from, as a seal says it.</summary>
    public void RaiseTimestamp(long timestampNs) => Order = Order with { TimestampNs = Math.Max(Order.TimestampNs, timestampNs) };

    private bool TryKeep(RecordWord word)
    {
        if (!word.IsCommitted || !IsSound(Offset, word) || !FitsIn(word))
            return false;
        Keep(word);
        return true;
    }

    // A message in a place that was published for certain lost that one bit: the checksum proves the rest.
    private bool TryRestore(RecordWord word)
    {
        var published = word.With(RecordWord.Committed);
        if (word.IsCommitted || !mustBePublished(Offset) || !IsSound(Offset, published) || !FitsIn(published))
            return false;
        plan.Add(new RestoreStep(view.Path, Offset, Order.NextSequence));
        Keep(published);
        return true;
    }

    private bool IsSound(long offset, RecordWord word) =>
        view.HeaderIsSound(offset, word) && view.PayloadIsSound(offset, word)
        && (!word.IsPadding || view.NextBehindPadding(offset, word) >= 0);

    private bool FitsIn(RecordWord word)
    {
        var record = view.LoadHeader(Offset);
        return Order.Admits(record) && !IsOutlier(word, record);
    }

    // Of two sound records that disagree about time or epoch, the first is wrong when the second fits what came before.
    private bool IsOutlier(RecordWord word, in RecordHeader record)
    {
        var after = Offset + RecordLayout.SizeOf(word.Length);
        if (!IsSoundAt(after, record.NextSequence))
            return false;
        var next = view.LoadHeader(after);
        var disagree = next.TimestampNs < record.TimestampNs || next.WriterEpoch < record.WriterEpoch;
        return disagree && next.TimestampNs >= Order.TimestampNs && next.WriterEpoch >= Order.Epoch;
    }

    private void Keep(RecordWord word)
    {
        var record = view.LoadHeader(Offset);
        if (!word.IsPadding)
            plan.KeptMessages++;
        var behind = Offset + RecordLayout.HeaderSize + word.Length;
        var next = Offset + RecordLayout.SizeOf(word.Length);
        if (view.Bytes(behind, (int)(next - behind)).ContainsAnyExcept((byte)0))
            plan.Add(new ClearStep(view.Path, behind, next, "the bytes between payload and next record are not zero"));
        Order = RecordOrder.Behind(record);
        if (word.IsPadding)
            Order = Order with { NextSequence = view.NextBehindPadding(Offset, word) };
        if (IsFirst)
            First = Order;
        DisprovesMark |= mark is { } place && Offset < place.EndOffset
            && (next > place.EndOffset || (next == place.EndOffset && Order.NextSequence != place.Sequence + 1));
        Offset = next;
    }

    private bool IsUnfinishedBatch() =>
        !mustBePublished(Offset) && DroppedBatch.BeginsAt(view, new LogPosition(view.Id, Offset, Order.NextSequence), out _);

    // Where the log goes on behind damage: the nearest place that the record's own length bears out, or the next sound record.
    private bool TryFindNext(RecordWord word, out long offset, out long next)
    {
        offset = Offset + RecordLayout.SizeOf(word.Length);
        next = Order.NextSequence + 1;
        if (word.IsCommitted && view.HeaderIsSound(Offset, word, Order.NextSequence))
        {
            next = word.IsPadding ? view.NextBehindPadding(Offset, word) : next;
            if (next >= Order.NextSequence)
                return true;
        }

        if (IsSoundAt(offset, Order.NextSequence + 1))
        {
            next = Order.NextSequence + 1;
            return true;
        }

        for (offset = Offset + RecordLayout.Alignment; view.Contains(offset); offset += RecordLayout.Alignment)
        {
            var candidate = view.LoadWord(offset);
            if (!candidate.IsCommitted || !view.HeaderIsSound(offset, candidate))
                continue;
            var record = view.LoadHeader(offset);
            next = record.Sequence;
            var lost = next - Order.NextSequence;
            if (lost >= 0 && lost <= GapStep.Capacity(Offset, offset) && record.WriterEpoch >= Order.Epoch)
                return true;
        }

        return false;
    }

    private bool IsSoundAt(long offset, long sequence)
    {
        if (!view.Contains(offset))
            return false;
        var word = view.LoadWord(offset);
        return word.IsCommitted && view.HeaderIsSound(offset, word, sequence) && view.PayloadIsSound(offset, word);
    }
}
