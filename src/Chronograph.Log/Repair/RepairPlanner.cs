using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Decides what a repair changes. Changes nothing itself. Only under the writer's lock.</summary>
/// <remarks>
/// Damage below the durable mark, or anywhere when nothing is known about durability, becomes a gap. What stands above the
/// mark is an unfinished tail, which a repair takes out as recovery does, only that it keeps a copy of all of it.
/// </remarks>
internal sealed class RepairPlanner
{
    // A file, or a mark, this far from the other files is not of this log.
    private const int MostMissingSegments = 1000;

    private readonly LogDirectory _directory;
    private readonly List<SegmentFacts> _segments; // up to the last one that was begun
    private readonly List<SegmentFacts> _prepared; // those behind
    private readonly RepairMarks _marks;
    private readonly long _segmentSize;
    private readonly RepairPlan _plan;
    private RecordOrder? _order; // what the next segment must go on from, once that is known
    private SegmentId _last = SegmentId.First.Previous; // the last one that is planned

    private RepairPlanner(LogDirectory directory, List<SegmentFacts> segments, RepairMarks marks, long segmentSize, RepairPlan plan)
    {
        _directory = directory;
        var begun = Math.Max(segments.FindLastIndex(facts => facts.IsBegun), 0) + 1;
        _segments = [.. segments.Take(begun)];
        _prepared = [.. segments.Skip(begun)];
        _marks = marks;
        _segmentSize = segmentSize;
        _plan = plan;
    }

    public static RepairPlan Plan(LogDirectory directory)
    {
        var segments = directory.ListSegments().ConvertAll(id => SegmentFacts.Read(directory, id));
        var marks = RepairMarks.Read(directory);
        var size = SizeOf(segments, marks);
        var plan = new RepairPlan();
        if (new RepairPlanner(directory, segments, marks, size, plan).TryPlan())
            return plan;

        // Without the marks, everything that is sound belongs to the log.
        plan = new RepairPlan();
        marks.Forget(directory, plan);
        if (!new RepairPlanner(directory, segments, marks.Unknown, size, plan).TryPlan())
            throw new InvalidOperationException("A plan that believes no mark cannot contradict one.");
        return plan;
    }

    // A header alone may say anything, and the file would be made that long: its file must bear it out, or the control file.
    private static long SizeOf(List<SegmentFacts> segments, RepairMarks marks)
    {
        var agreed = segments.Find(facts => facts.Header?.SegmentSize == facts.Length)?.Length;
        if (agreed is null && segments.Exists(facts => facts.Header?.SegmentSize == marks.SegmentSize))
            agreed = marks.SegmentSize;
        return agreed ?? segments.Select(facts => facts.Length).FirstOrDefault(IsSegmentSize, marks.SegmentSize ?? MessageLogOptions.SegmentSizeUnit);
    }

    private static bool IsSegmentSize(long length) => length > 0 && length % MessageLogOptions.SegmentSizeUnit == 0;

    private long SegmentCapacity => GapStep.Capacity(SegmentHeader.Size, _segmentSize);

    // Returns false when the durable mark cannot be that of this log.
    private bool TryPlan()
    {
        var index = 0;
        var goesOn = true;
        for (; goesOn && index < _segments.Count; index++)
        {
            if (index > 0 && !PlanMissing(_segments[index - 1].Id.Next, _segments[index]))
                break;
            if (!TryPlanSegment(index, out goesOn))
                return false;
        }

        if (_marks.IsDurableBehind(_last.Next, 0) && !(goesOn && index == _segments.Count && TryPlanMissingTail(_last)))
            return false;
        foreach (var facts in _segments.Skip(index).Concat(_prepared.Where(facts => !_marks.IsDurableBehind(facts.Id, 0))))
            PlanClear(facts.Id, 0, "bytes behind the end of the log");
        _plan.NextSequence = (_order ?? Start()).NextSequence;
        return true;
    }

    private bool TryPlanSegment(int index, out bool goesOn)
    {
        var facts = _segments[index];
        var start = _order ?? Start();
        var following = _segments.Skip(index + 1).FirstOrDefault(other => other.IsBegun);
        goesOn = false;
        _last = facts.Id;
        if (!facts.IsBegun && following is null)
        {
            if (_marks.IsDurableBehind(facts.Id, SegmentHeader.Size))
                return TryPlanMissingTail(facts.Id.Previous);
            PlanUnbegun(facts, start);
            return true;
        }

        if (facts.Length < SegmentHeader.Size)
        {
            PlanEmpty(facts, start, 0);
            return goesOn = true;
        }

        if (facts.Length != _segmentSize)
            _plan.Add(new ResizeStep(_directory.SegmentPath(facts.Id), facts.Length, _segmentSize));
        using var view = SegmentOpener.TryOpenRaw(_directory, facts.Id, _segmentSize)!; // what is behind is cut off, after a copy
        var end = new SegmentEnding(_directory, _plan, _marks, facts, following, start, view, _segmentSize);
        if (!end.TryPlan(out goesOn))
            return false;
        _order = end.Order;
        return true;
    }

    // Where the numbers of the log begin, when no segment before says so.
    private RecordOrder Start()
    {
        if (_segments.Count == 0 || _segments[0].Id == SegmentId.First)
            return new RecordOrder(1, 0, 0);
        var known = _segments.Find(segment => segment.FirstSequence is not null)?.FirstSequence;
        return new RecordOrder(known ?? _marks.NextSequence, 0, 0);
    }

    // Segments that are missing before one that is there. Returns false when they are too many to be believed.
    private bool PlanMissing(SegmentId from, SegmentFacts until)
    {
        var count = until.Id.Value - from.Value;
        if (count > MostMissingSegments)
            return false;
        var order = _order!.Value;
        var lost = (until.FirstSequence ?? 0) - order.NextSequence;
        if (lost < 0 || lost > count * SegmentCapacity)
            lost = 0; // the segment behind must prove its numbers itself
        for (var id = from; id < until.Id; id = id.Next)
            lost -= PlanEmpty(SegmentFacts.Missing(id), _order!.Value, Math.Min(lost, SegmentCapacity));
        return true;
    }

    // Segments between the last one that is there and the durable mark.
    private bool TryPlanMissingTail(SegmentId last)
    {
        var mark = _marks.Exact;
        var between = mark.Segment.Value - last.Value - 1;
        var order = _order ?? Start();
        var lost = mark.Sequence + 1 - order.NextSequence;
        var room = GapStep.Capacity(SegmentHeader.Size, mark.EndOffset);
        if (between > MostMissingSegments || mark.EndOffset > _segmentSize || lost < 0 || lost > (between * SegmentCapacity) + room)
            return false;
        _order = order;
        var id = last.Next;
        for (; id < mark.Segment; id = id.Next)
            lost -= PlanEmpty(Prepared(id), _order!.Value, Math.Min(lost, SegmentCapacity));
        PlanMissingHead(Prepared(id), _order!.Value, mark);
        _last = id;
        return true;
    }

    private SegmentFacts Prepared(SegmentId id) => _segments.Concat(_prepared).FirstOrDefault(facts => facts.Id == id) ?? SegmentFacts.Missing(id);

    // A segment that holds nothing but a gap, sealed.
    private long PlanEmpty(SegmentFacts facts, RecordOrder order, long lost)
    {
        var path = _directory.SegmentPath(facts.Id);
        PlanClear(facts.Id, 0, "bytes where no segment was begun");
        _plan.Add(new ResizeStep(path, facts.Length, _segmentSize, AsHole: true));
        var end = SegmentHeader.Size + (lost * RecordLayout.Alignment);
        if (lost > 0)
            _plan.Add(new GapStep(path, SegmentHeader.Size, end, facts.Id, order, order.NextSequence + lost, "the segment is missing"));
        var header = HeaderOf(facts.Id, order) with
        {
            Sealed = true,
            EndOffset = end,
            LastTimestampNs = order.TimestampNs,
            MessageCount = (uint)lost,
        };
        _plan.Add(new HeaderStep(path, header, "the segment header is missing"));
        _order = order with { NextSequence = order.NextSequence + lost };
        return lost;
    }

    // The segment of the durable mark, to be appended to.
    private void PlanMissingHead(SegmentFacts facts, RecordOrder order, Checkpoint mark)
    {
        var path = _directory.SegmentPath(facts.Id);
        PlanClear(facts.Id, 0, "bytes where no segment was begun");
        _plan.Add(new ResizeStep(path, facts.Length, _segmentSize));
        _plan.Add(new GapStep(path, SegmentHeader.Size, mark.EndOffset, facts.Id, order, mark.Sequence + 1, "the segment is missing"));
        _plan.Add(new HeaderStep(path, HeaderOf(facts.Id, order), "the segment header is missing"));
        _order = order with { NextSequence = mark.Sequence + 1 };
    }

    // Without its header, a first segment that is not number 0 would leave the log without numbers.
    private void PlanUnbegun(SegmentFacts facts, RecordOrder start)
    {
        _order = start;
        if (facts != _segments[0] || facts.Id == SegmentId.First)
        {
            PlanClear(facts.Id, 0, "bytes behind the end of the log");
            return;
        }

        if (facts.Length != _segmentSize)
            _plan.Add(new ResizeStep(_directory.SegmentPath(facts.Id), facts.Length, _segmentSize));
        PlanClear(facts.Id, SegmentHeader.Size, "bytes behind the end of the log");
        _plan.Add(new HeaderStep(_directory.SegmentPath(facts.Id), HeaderOf(facts.Id, start), "the header of the first segment is missing"));
    }

    private void PlanClear(SegmentId id, long from, string reason)
    {
        using var view = SegmentOpener.TryOpenRaw(_directory, id);
        if (view is not null && TailSearch.Examine(view, from).End is var end && end > from)
            _plan.Add(new ClearStep(view.Path, from, end, reason));
    }

    private SegmentHeader HeaderOf(SegmentId id, RecordOrder order) => new()
    {
        Id = id,
        FirstSequence = order.NextSequence,
        FirstTimestampNs = order.TimestampNs,
        WriterEpoch = order.Epoch,
        SegmentSize = _segmentSize,
    };
}
