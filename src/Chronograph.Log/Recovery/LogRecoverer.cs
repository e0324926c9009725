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
    private readonly WriterFiles _files;
    private readonly bool _isUnfenced;
    private int _sealsFinished;

    private LogRecoverer(LogDirectory directory, List<SegmentId> ids, RecoveryHints hints, WriterFiles files, bool isUnfenced)
    {
        _directory = directory;
        _ids = ids;
        _hints = hints;
        _files = files;
        _isUnfenced = isUnfenced;
    }

    /// <summary>Recovers a log.</summary>
    /// <param name="directory">The log.</param>
    /// <param name="checkpoint">What <c>control.meta</c> says, if it is readable.</param>
    /// <param name="segmentSize">The size of segments as <c>control.meta</c> has it, if it is readable.</param>
    /// <param name="files">The files that this writer holds.</param>
    /// <param name="isUnfenced">Whether the writer before may live, and have the last segment mapped.</param>
    /// <exception cref="DamagedFileException">The log is damaged in a place that was durable, or may have been.</exception>
    /// <exception cref="StoreLockedException">While it was looked at, the log was lost to another writer.</exception>
    public static Recovered Run(LogDirectory directory, Checkpoint? checkpoint, long? segmentSize, WriterFiles files, bool isUnfenced)
    {
        var ids = directory.ListSegments();
        var hints = new RecoveryHints(directory, ids, checkpoint, DurableMark.TryRead(directory));
        if (ids.Count > 0)
            return new LogRecoverer(directory, ids, hints, files, isUnfenced).Run(segmentSize);
        if (hints.Durable is { Offset: > 0 } lost)
            throw new DamagedFileException(directory.SegmentPath(lost.Segment), 0, "the log was durable up to here, and all segments are missing");
        return Recovered.Empty;
    }

    private Recovered Run(long? segmentSize)
    {
        var finder = new EndFinder(_directory, _ids, _hints);
        var scan = finder.Scan();
        ThrowIfSizeIsInvented(scan, segmentSize);

        var untouched = _hints.Closed && EndsWhereClosed(scan);
        var removed = untouched ? null : finder.ExamineTail(scan);
        _files.ThrowIfLost(_directory); // before each part that changes something; looking takes the longest
        removed?.Remove();
        _files.ThrowIfLost(_directory);
        var retired = FinishSeals(scan);
        if (_isUnfenced && removed is not null)
        {
            _files.ThrowIfLost(_directory);
            LeaveHead(scan.Good, retired);
        }

        return new Recovered(
            Report(scan, removed), scan.SegmentSize, scan.NewestEpoch, _hints.Verified, AppendStateOf(scan.Good, retired), retired);
    }

    private LogRecovery Report(RecoveryScan scan, TailRemover? removed) => new()
    {
        WasClosed = removed is null,
        MessagesScanned = scan.Messages,
        NextSequence = scan.Good.NextSequence,
        DroppedBytes = removed?.DroppedBytes ?? 0,
        SealsFinished = _sealsFinished,
        Quarantined = removed?.Quarantined ?? [],
    };

    // A size that nothing but one header claims must not be filled with zeros.
    private void ThrowIfSizeIsInvented(RecoveryScan scan, long? known)
    {
        if (scan.SegmentSize == 0 || scan.SizeIsProven || scan.SegmentSize == known)
            return;
        using var file = SegmentOpener.TryOpenFile(_directory, scan.Stop.Segment);
        var length = file?.Length ?? 0;
        throw new DamagedFileException(_directory.SegmentPath(scan.Stop.Segment), length, $"the file has {length} bytes where a header says {scan.SegmentSize}");
    }

    // The writer said it left nothing behind this place, and the place bears it out.
    private bool EndsWhereClosed(RecoveryScan scan)
    {
        var good = scan.Good;
        if (!good.IsBegun || good.NextSequence != _hints.Verified.Sequence + 1 || scan.StopReason.Length > 0)
            return false;
        using var view = SegmentOpener.TryOpen(_directory, good.Segment);
        if (view is null || (view.Contains(good.Offset) && view.LoadWord(good.Offset).Value != 0))
            return false;
        return _ids.TrueForAll(id => id <= good.Segment || SegmentOpener.TryReadHeader(_directory, id) is null);
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
                ExtendToFullSize(header);
                using var segment = WritableSegment.Open(_directory, header.Unsealed);
                segment.ClearBackwards(passed.EndOffset, segment.Length); // a claim may have stood there that was taken back
                segment.Seal(passed.EndOffset, passed.LastTimestampNs, passed.MessageCount);
                header = segment.Header;
                _sealsFinished++;
            }

            retired.Add(new RetiredSegment(_directory, header, null, passed.Place));
        }

        return retired;
    }

    // The last segment is sealed, and a copy takes its place: whatever the writer before still stores goes to a file without
    // a name. Sealed, and not gone on with, even without a message: a reader that has that file mapped must find the way to
    // what follows. Behind it no reader has come, and that writer may have mapped what it prepared there.
    private void LeaveHead(GoodPoint good, List<RetiredSegment> retired)
    {
        if (good.IsBegun && !IsAmong(retired, good.Segment))
            retired.Add(SealHead(good));
        _directory.Files.Delete(_directory.SegmentPath(good.FirstFree));
        if (good.IsBegun)
            SegmentCopy.Replace(_directory, SegmentOpener.TryReadHeader(_directory, good.Segment)!.Value, good.Offset);
    }

    private RetiredSegment SealHead(GoodPoint good)
    {
        var header = SegmentOpener.TryReadHeader(_directory, good.Segment)!.Value;
        ExtendToFullSize(header);
        using var head = WritableSegment.Open(_directory, header);
        var seal = new PendingSeal(header, good.Offset, good.LastTimestampNs, good.NextSequence - header.FirstSequence, good.LastRecord, InBatch: false);
        head.Seal(seal.EndOffset, seal.LastTimestampNs, seal.MessageCount);
        _sealsFinished++;
        return new RetiredSegment(_directory, head.Header, null, seal.Place);
    }

    private void ExtendToFullSize(in SegmentHeader header)
    {
        using var file = _directory.Files.Open(_directory.SegmentPath(header.Id), FileIntent.ReadWrite);
        SegmentPreparer.Extend(file, header.SegmentSize);
    }

    private static bool IsAmong(List<RetiredSegment> retired, SegmentId id) => retired.Exists(segment => segment.Header.Id == id);

    private bool IsSealed(SegmentId id) => SegmentOpener.TryReadHeader(_directory, id) is { Sealed: true };

    private AppendState AppendStateOf(GoodPoint good, List<RetiredSegment> retired)
    {
        if (!good.IsBegun || IsAmong(retired, good.Segment))
            return new AppendState(good.NextSequence, good.FirstFree, good.LastTimestampNs, null, 0, 0);

        var header = SegmentOpener.TryReadHeader(_directory, good.Segment)!.Value;
        ExtendToFullSize(header);
        var head = WritableSegment.Open(_directory, header);
        return new AppendState(good.NextSequence, good.Segment.Next, good.LastTimestampNs, head, good.Offset, good.LastRecord);
    }
}
