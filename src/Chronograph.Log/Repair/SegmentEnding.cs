namespace Chronograph.Log;

/// <summary>Plans the repair of one segment: its records, where they end, whether the log goes on behind it, and its header.</summary>
internal sealed class SegmentEnding
{
    private readonly LogDirectory _directory;
    private readonly RepairPlan _plan;
    private readonly RepairMarks _marks;
    private readonly SegmentFacts _facts;
    private readonly SegmentFacts? _following;
    private readonly RecordOrder _start;
    private readonly SegmentView _view;
    private readonly long _segmentSize;
    private readonly SegmentHeader? _header; // when it fits what comes before
    private readonly SegmentSurvey _survey;

    public SegmentEnding(
        LogDirectory directory,
        RepairPlan plan,
        RepairMarks marks,
        SegmentFacts facts,
        SegmentFacts? following,
        RecordOrder start,
        SegmentView view,
        long segmentSize)
    {
        _directory = directory;
        _plan = plan;
        _marks = marks;
        _facts = facts;
        _following = following;
        _start = start;
        _view = view;
        _segmentSize = segmentSize;
        _header = facts.Header is { } sound && sound.FirstSequence == start.NextSequence && sound.SegmentSize == segmentSize ? sound : null;
        _survey = new SegmentSurvey(
            view, plan, SurveyStart(), MustBePublished, offset => marks.AreUnknown || marks.IsDurableBehind(facts.Id, offset), marks.In(facts.Id));
    }

    /// <summary>What the next segment must go on from.</summary>
    public RecordOrder Order => _survey.Order;

    private bool IsDurableBehind => _marks.IsDurableBehind(_facts.Id, _survey.Offset);

    /// <summary>Plans it.</summary>
    /// <param name="goesOn">Whether the log goes on in the next segment.</param>
    /// <returns>False when the durable mark cannot be that of this log.</returns>
    public bool TryPlan(out bool goesOn)
    {
        _survey.Run();
        goesOn = true;
        if (_survey.DisprovesMark)
            return false;
        if (_header is { Sealed: true } seal && (IsWhole(seal) || _marks.AreUnknown || IsDurableBehind))
            PlanUpToSeal(seal);
        else if (IsLeft())
        {
            if (!_marks.IsDurableBehind(_facts.Id.Next, 0))
                return true; // its writer died just before the seal: recovery finishes it
        }
        else if (!TryPlanEnd(out goesOn))
            return false;

        if (goesOn)
            PlanSealed();
        else
            PlanHead();
        return true;
    }

    // A gap at the beginning takes timestamp and epoch of the header, unless a record says that those are wrong.
    private RecordOrder SurveyStart()
    {
        if (_header is not { } header || header.FirstTimestampNs < _start.TimestampNs || header.WriterEpoch < _start.Epoch)
            return _start;
        var contradicted = _facts.First is { } record && (record.TimestampNs < header.FirstTimestampNs || record.WriterEpoch < header.WriterEpoch);
        return contradicted ? _start : _start with { TimestampNs = header.FirstTimestampNs, Epoch = header.WriterEpoch };
    }

    private bool MustBePublished(long offset) => _header is { Sealed: true } seal
        ? offset < seal.EndOffset
        : _marks.IsDurableBehind(_facts.Id, offset);

    private bool IsWhole(in SegmentHeader seal) =>
        _survey.Offset == seal.EndOffset && _survey.Order.NextSequence == seal.FirstSequence + seal.MessageCount;

    private bool IsLeft() => _header is { Sealed: false } header && HeaderFits(header) && NothingFollows() && NextGoesOnHere()
        && _survey.Offset > SegmentHeader.Size;

    private bool NothingFollows() => !_view.Contains(_survey.Offset) || _view.LoadWord(_survey.Offset).Value == 0;

    private bool NextGoesOnHere() => _following is { } next && next.Id == _facts.Id.Next && next.FirstSequence == _survey.Order.NextSequence;

    private void PlanUpToSeal(in SegmentHeader seal)
    {
        var lost = seal.FirstSequence + seal.MessageCount - _survey.Order.NextSequence;
        if (lost < 0 || seal.EndOffset <= _survey.Offset || GapStep.Capacity(_survey.Offset, seal.EndOffset) < lost)
            return; // the seal is wrong
        _survey.RaiseTimestamp(_following is null ? seal.LastTimestampNs : Math.Min(seal.LastTimestampNs, _following.FirstTimestampNs ?? seal.LastTimestampNs));
        _survey.PlanGap(seal.EndOffset, seal.FirstSequence + seal.MessageCount, Reason("the records end before the seal says so"));
    }

    // The end of a segment that is not known to be sealed.
    private bool TryPlanEnd(out bool goesOn)
    {
        goesOn = false;
        if (_survey.EndsInBatch || !(_marks.AreUnknown || IsDurableBehind))
            return true;
        if (IsDurableBehind && _marks.Exact.Segment == _facts.Id)
            return TryPlanUpToMark(out goesOn);
        if (_following is not null)
            PlanUpToNext(_following);
        goesOn = _following is not null || IsDurableBehind;
        return true;
    }

    private bool TryPlanUpToMark(out bool goesOn)
    {
        var (end, next) = (_marks.Exact.EndOffset, _marks.Exact.Sequence + 1);
        goesOn = false;
        if (end > _segmentSize || next < Order.NextSequence || GapStep.Capacity(_survey.Offset, end) < next - Order.NextSequence)
            return false;
        _survey.PlanGap(end, next, Reason("durable messages are missing here"));
        goesOn = NextGoesOnHere() && NothingFollows();
        return true;
    }

    private void PlanUpToNext(SegmentFacts next)
    {
        var lost = next.Id == _facts.Id.Next && next.FirstSequence is { } first ? first - Order.NextSequence : 0;
        if (lost <= 0 || lost > GapStep.Capacity(_survey.Offset, _segmentSize))
            return; // nothing is missing, or the next segment must prove its numbers itself
        var end = Math.Max(ContentEnd(), _survey.Offset + (lost * RecordLayout.Alignment));
        _survey.PlanGap(end, Order.NextSequence + lost, Reason("the records end before the next segment begins"));
    }

    private void PlanSealed()
    {
        PlanClear("bytes behind the last record");
        PlanHeader(Desired() with
        {
            Sealed = true,
            EndOffset = _survey.Offset,
            LastTimestampNs = Order.TimestampNs,
            MessageCount = (uint)(Order.NextSequence - _start.NextSequence),
        });
    }

    private void PlanHead()
    {
        PlanClear("an unfinished tail");
        PlanHeader(Desired());
    }

    private void PlanClear(string reason)
    {
        if (ContentEnd() is var end && end > _survey.Offset)
            _plan.Add(new ClearStep(_view.Path, _survey.Offset, end, _survey.StopReason.Length > 0 ? $"{reason} ({_survey.StopReason})" : reason));
    }

    private void PlanHeader(SegmentHeader desired)
    {
        if (_facts.Header != desired || Sealing.StateOf(_view.Bytes(0, SegmentHeader.Size)) != SealingState.Whole)
            _plan.Add(new HeaderStep(_view.Path, desired, _facts.HeaderReason.Length > 0 ? _facts.HeaderReason : "the segment header is not what its records say"));
    }

    // The unsealed header, with as much of the old one as fits.
    private SegmentHeader Desired()
    {
        var keep = _header is { } header && HeaderFits(header);
        return new SegmentHeader
        {
            Id = _facts.Id,
            FirstSequence = _start.NextSequence,
            FirstTimestampNs = keep ? _header!.Value.FirstTimestampNs : _survey.First.TimestampNs,
            WriterEpoch = keep ? _header!.Value.WriterEpoch : _survey.First.Epoch,
            SegmentSize = _segmentSize,
        };
    }

    private bool HeaderFits(in SegmentHeader header) =>
        header.FirstTimestampNs >= _start.TimestampNs && header.FirstTimestampNs <= _survey.First.TimestampNs
        && header.WriterEpoch >= _start.Epoch && header.WriterEpoch <= _survey.First.Epoch;

    private long ContentEnd() => Math.Max(_survey.Offset, TailSearch.Examine(_view, Math.Min(_survey.Offset, _view.Length)).End);

    private string Reason(string otherwise) => _survey.StopReason.Length > 0 ? _survey.StopReason : otherwise;
}
