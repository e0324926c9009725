using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Checks what stands behind the last message of a log that no writer holds: what recovery would look at.</summary>
/// <remarks>While a writer runs, the bytes behind the last message are its own business.</remarks>
internal sealed class TailVerifier(LogDirectory directory, Findings findings, CheckedBytes bytes)
{
    /// <param name="sound">Up to where the last segment of the log is sound; null when none is begun.</param>
    /// <param name="checkedTo">The last segment whose header was checked; null when there is none.</param>
    public void Run(GoodPoint? sound, SegmentId? checkedTo)
    {
        if (DirectoryLock.IsHeld(directory.Files, directory.Path))
            return;
        var before = ReadCheckpoint(out var epoch);
        var tail = new Findings(bytes);
        Check(tail, before, sound, checkedTo);
        if (!DirectoryLock.IsHeld(directory.Files, directory.Path) && ReadCheckpoint(out var now) == before && now == epoch)
            findings.Add(tail); // else a writer came meanwhile, and what was seen is half its work
    }

    private Checkpoint? ReadCheckpoint(out uint epoch)
    {
        using var control = ControlFile.TryOpenReadOnly(directory);
        epoch = control?.WriterEpoch ?? 0;
        return control?.ReadCheckpoint();
    }

    private void Check(Findings tail, Checkpoint? checkpoint, GoodPoint? sound, SegmentId? checkedTo)
    {
        var ids = directory.ListSegments();
        var hints = new RecoveryHints(directory, ids, checkpoint, DurableMark.TryRead(directory));
        if (ids.Count == 0)
        {
            if (hints.Durable is { Offset: > 0 } lost)
                tail.Damaged(directory.SegmentPath(lost.Segment), 0, "the log was durable up to here, and all segments are missing");
            return;
        }

        var start = sound ?? GoodPoint.Unbegun(ids[0]);
        var scan = new RecoveryScan(directory, ids, start);
        scan.Run();
        if (hints.Durable is { } durable && scan.Good.Mark.IsBefore(durable))
            tail.Damaged(directory.SegmentPath(scan.Stop.Segment), scan.Stop.Offset, "durable messages are missing here");
        var behind = DroppedBatch.Skip(directory, scan);
        if (scan.EndsInBatch && behind == scan.Stop)
            CheckStop(tail, scan.Stop);
        foreach (var id in ids)
        {
            if (!(id <= checkedTo))
                CheckLength(tail, id);
            if (id >= scan.Good.Segment)
                CheckBehind(tail, scan, behind, id, hints.Closed);
        }
    }

    // Where no open batch begins, a record within a published one is written with its bit, so that no crash leaves it without.
    private void CheckStop(Findings tail, LogPosition stop)
    {
        using var view = SegmentOpener.TryOpenDamaged(directory, stop.Segment, out _);
        if (view is not null && DroppedBatch.LacksOnlyTheBit(view, stop))
            tail.Damaged(view.Path, stop.Offset, "the record belongs to a batch that is published, and is not committed");
    }

    // A file is made longer than a header before it gets one.
    private void CheckLength(Findings tail, SegmentId id)
    {
        using var file = SegmentOpener.TryOpenFile(directory, id);
        if (file is not null && file.Length < SegmentHeader.Size && SegmentOpener.ReadHeader(file, id, out var reason) is null && reason.Length > 0)
            tail.Damaged(file.Path, 0, reason);
    }

    private void CheckBehind(Findings tail, RecoveryScan scan, LogPosition behind, SegmentId id, bool closed)
    {
        using var file = SegmentOpener.TryOpenFile(directory, id);
        using var view = file is null ? null : SegmentOpener.TryMapRaw(file, id);
        if (file is null || view is null)
            return;
        var from = id > scan.Good.Segment ? 0 : Math.Max(scan.Good.Offset, SegmentHeader.Size);
        var content = TailSearch.Examine(view, TailSearch.SkipZeros(file, from));
        tail.Checked(view.Length - from);
        if (content.IsEmpty)
            return;
        var unexplained = id < behind.Segment ? 0 : TailSearch.Examine(view, id == behind.Segment ? Math.Max(from, behind.Offset) : from).Records;
        if (closed)
            tail.Damaged(view.Path, from, "the log was closed here, and the bytes behind are not zero");
        else if (unexplained > 0)
            tail.Damaged(view.Path, from, $"{unexplained} sound records follow a hole");
        else
            tail.Note(view.Path, from, $"an unfinished tail of {content.End - from} bytes, which the next writer removes");
    }
}
