using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Brings a log that a writer left, however it ended, into a state to append to. Only under the writer's lock.</summary>
/// <remarks>
/// What is sound and in sequence stays. What follows it was never acknowledged as durable: a torn record or an unfinished
/// batch is removed, and sound records behind a hole are set aside first. Everything is removed from the back, so that a
/// crash during recovery leaves the same picture, only smaller. What is missing below the durable mark is damage, and
/// nothing is changed then.
/// </remarks>
internal sealed class LogRecoverer
{
    private readonly LogDirectory _directory;
    private readonly List<SegmentId> _ids;
    private readonly RecoveryHints _hints;
    private readonly List<string> _quarantined = [];
    private long _droppedBytes;
    private int _sealsFinished;

    private LogRecoverer(LogDirectory directory, List<SegmentId> ids, RecoveryHints hints)
    {
        _directory = directory;
        _ids = ids;
        _hints = hints;
    }

    /// <summary>Recovers a log.</summary>
    /// <param name="directory">The log.</param>
    /// <param name="checkpoint">What <c>control.meta</c> says, if it is readable.</param>
    /// <exception cref="DamagedFileException">The log is damaged in a place that was durable, or may have been.</exception>
    public static Recovered Run(LogDirectory directory, Checkpoint? checkpoint)
    {
        var ids = directory.ListSegments();
        var hints = new RecoveryHints(directory, ids, checkpoint, DurableMark.TryRead(directory));
        if (ids.Count > 0)
            return new LogRecoverer(directory, ids, hints).Run();
        if (hints.Durable is { Offset: > 0 } lost)
            throw new DamagedFileException(directory.SegmentPath(lost.Segment), 0, "the log was durable up to here, and all segments are missing");
        return Recovered.Empty;
    }

    private Recovered Run()
    {
        var scan = new RecoveryScan(_directory, _ids, _hints.FindStart());
        scan.Run();
        ThrowIfBeginningIsLost(scan);
        if (_hints.Durable is { } durable && scan.Good.Mark.IsBefore(durable))
            throw Damaged(scan, "durable messages are missing here");

        var untouched = _hints.Closed && EndsWhereClosed(scan);
        if (!untouched)
            RemoveTail(scan);
        var retired = FinishSeals(scan);
        return new Recovered(
            Report(scan, untouched), scan.SegmentSize, scan.NewestEpoch, _hints.Verified, AppendStateOf(scan.Good, retired), retired);
    }

    private LogRecovery Report(RecoveryScan scan, bool untouched) => new()
    {
        WasClosed = untouched,
        MessagesScanned = scan.Messages,
        NextSequence = scan.Good.NextSequence,
        DroppedBytes = _droppedBytes,
        SealsFinished = _sealsFinished,
        Quarantined = _quarantined,
    };

    // Without its first segment's header, a log that does not begin at 1 has lost its numbering.
    private void ThrowIfBeginningIsLost(RecoveryScan scan)
    {
        if (scan.Messages == 0 && scan.Good is { LastRecord: 0, NextSequence: 1 } && _ids[0] > SegmentId.First)
            throw Damaged(scan, "the segments before are missing and this one has no header");
    }

    // The writer said it left nothing behind this place, and the place bears it out.
    private bool EndsWhereClosed(RecoveryScan scan)
    {
        var verified = _hints.Verified;
        if (scan.Good.LastRecord == 0 || scan.Good.NextSequence != verified.Sequence + 1 || scan.StopReason.Length > 0)
            return false;
        using var view = SegmentOpener.TryOpen(_directory, verified.Segment);
        if (view is null || (view.Contains(scan.Good.Offset) && view.LoadWord(scan.Good.Offset).Value != 0))
            return false;
        return _ids.TrueForAll(id => id <= verified.Segment || SegmentOpener.TryReadHeader(_directory, id) is null);
    }

    private void RemoveTail(RecoveryScan scan)
    {
        var behind = DroppedBatch.Skip(_directory, scan.Stop);
        var tails = ExamineFrom(scan.Good, behind);
        if (tails.Exists(tail => tail.Content.Records > 0))
        {
            ThrowIfDurableUnknown(scan, "sound records follow, and nothing says that they were not durable");
            foreach (var tail in tails)
                SetAside(tail);
        }

        if (scan.StopReason.Length > 0 && IsSealed(scan.Stop.Segment))
            ThrowIfDurableUnknown(scan, "the segment was sealed, and nothing says that it was not durable");
        for (var index = tails.Count - 1; index >= 0; index--)
            Remove(scan.Good, tails[index]);
        RewriteHeader(scan.Good);
    }

    private void ThrowIfDurableUnknown(RecoveryScan scan, string consequence)
    {
        if (_hints.Durable is null)
            throw Damaged(scan, consequence);
    }

    // Every segment from the last good message on, with what stands in it behind that message and behind a dropped batch.
    private List<Tail> ExamineFrom(GoodPoint good, LogPosition behind)
    {
        var tails = new List<Tail>();
        foreach (var id in _ids)
        {
            if (id < good.Segment)
                continue;
            using var view = SegmentOpener.TryOpenRaw(_directory, id);
            var from = id == good.Segment && good.LastRecord != 0 ? good.Offset : 0;
            if (view is null)
            {
                tails.Add(new Tail(id, from, from, default));
                continue;
            }

            var lookFrom = id < behind.Segment ? view.Length : id == behind.Segment ? behind.Offset : SegmentHeader.Size;
            var end = TailSearch.Examine(view, from).End;
            tails.Add(new Tail(id, from, end, TailSearch.Examine(view, Math.Max(from, lookFrom))));
        }

        return tails;
    }

    private void SetAside(Tail tail)
    {
        if (tail.Content.Records > 0)
            _quarantined.Add(Quarantine.Keep(_directory, tail.Id, tail.From, tail.End));
    }

    private void Remove(GoodPoint good, Tail tail)
    {
        _droppedBytes += tail.End - tail.From;
        var inUse = tail.Id == good.Segment && good.LastRecord != 0;
        if (!inUse && tail.Id > FirstFree(good))
        {
            _directory.Files.Delete(_directory.SegmentPath(tail.Id));
            _directory.Files.SyncDirectory(_directory.Path);
            return;
        }

        // Readers may have this file mapped already, so it is cleaned and not replaced.
        _directory.Files.Delete(_directory.IndexPath(tail.Id));
        ClearBackwards(tail);
    }

    private static SegmentId FirstFree(GoodPoint good) => good.LastRecord == 0 ? good.Segment : good.Segment.Next;

    private void ClearBackwards(Tail tail)
    {
        const int Block = 64 * 1024;
        if (tail.End == tail.From)
            return;
        using var file = _directory.Files.Open(_directory.SegmentPath(tail.Id), FileIntent.ReadWrite);
        for (var to = Math.Min(tail.End, file.Length); to > tail.From;)
        {
            var from = Math.Max(tail.From, (to - 1) / Block * Block);
            file.Write(new byte[to - from], from);
            to = from;
        }

        file.Flush();
    }

    // Takes back a seal that reached the disk before what it sealed, or one that was not finished.
    private void RewriteHeader(GoodPoint good)
    {
        if (good.LastRecord == 0)
            return;
        using var file = _directory.Files.Open(_directory.SegmentPath(good.Segment), FileIntent.ReadWrite);
        if (SegmentOpener.ReadHeader(file, good.Segment, out _) is not { } header || (header.Sealed && header.EndOffset == good.Offset))
            return;
        Span<byte> expected = stackalloc byte[SegmentHeader.Size];
        Span<byte> found = stackalloc byte[SegmentHeader.Size];
        header.Unsealed.Write(expected);
        file.ReadExactly(found, 0);
        if (found.SequenceEqual(expected))
            return;
        file.Write(expected, 0);
        file.Flush();
    }

    private List<RetiredSegment> FinishSeals(RecoveryScan scan)
    {
        var retired = new List<RetiredSegment>();
        foreach (var passed in scan.Passed)
        {
            var header = passed.Header;
            var isHead = header.Id == scan.Good.Segment && !IsSealed(header.Id);
            if (header.Id > scan.Good.Segment || isHead)
                break;
            if (!IsSealed(header.Id))
            {
                using var segment = WritableSegment.Open(_directory, header.Unsealed);
                segment.Seal(passed.EndOffset, passed.LastTimestampNs, passed.MessageCount);
                header = segment.Header;
                _sealsFinished++;
            }

            retired.Add(new RetiredSegment(_directory, header, null, passed.Place));
        }

        return retired;
    }

    private bool IsSealed(SegmentId id) => SegmentOpener.TryReadHeader(_directory, id) is { Sealed: true };

    private AppendState AppendStateOf(GoodPoint good, List<RetiredSegment> retired)
    {
        if (good.LastRecord == 0)
            return new AppendState(good.NextSequence, good.Segment, good.LastTimestampNs, null, 0, 0);
        if (retired.Exists(segment => segment.Header.Id == good.Segment))
            return new AppendState(good.NextSequence, good.Segment.Next, good.LastTimestampNs, null, 0, 0);

        var header = SegmentOpener.TryReadHeader(_directory, good.Segment)!.Value;
        using (var file = _directory.Files.Open(_directory.SegmentPath(good.Segment), FileIntent.ReadWrite))
            SegmentPreparer.Extend(file, header.SegmentSize);
        var head = WritableSegment.Open(_directory, header);
        return new AppendState(good.NextSequence, good.Segment.Next, good.LastTimestampNs, head, good.Offset, good.LastRecord);
    }

    private DamagedFileException Damaged(RecoveryScan scan, string consequence)
    {
        var reason = scan.StopReason.Length > 0 ? $"{scan.StopReason}; {consequence}" : consequence;
        return new DamagedFileException(_directory.SegmentPath(scan.Stop.Segment), scan.Stop.Offset, reason);
    }

    private sealed record Tail(SegmentId Id, long From, long End, TailContent Content);
}
