using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Checks every byte of a log, beside a writer or without one.</summary>
internal sealed class LogVerifier(LogDirectory directory, IProgress<long>? progress, CancellationToken cancellationToken)
{
    private readonly CheckedBytes _bytes = new(progress);
    private long? _expected; // the next sequence number, once one is known
    private long _timestamp;
    private uint _epoch;
    private GoodPoint? _good; // up to where the log is sound and whole, when the last segment is
    private bool _inBatch; // whether the last segment ends within a batch

    public LogVerification Run()
    {
        var findings = new Findings(_bytes);
        var ids = directory.ListSegments();
        var head = 0;
        using (var ahead = new ChecksAhead(directory, ids, _bytes, cancellationToken))
        {
            while (head < ids.Count && !findings.IsFull && TryCheckSegment(findings, ids, head, ahead.Take(head)))
                head++;
        }

        if (!findings.IsFull)
            findings.Guard(() => new TailVerifier(directory, findings, _bytes).Run(_good, ids.Count == 0 ? null : ids[Math.Min(head, ids.Count - 1)]));
        new HintVerifier(directory, findings).Run();
        _bytes.Finish();
        return findings.ToVerification();
    }

    // Behind a segment that may not be opened, as a link is not, the others are checked all the same.
    private bool TryCheckSegment(Findings findings, List<SegmentId> ids, int index, SegmentCheck? ahead)
    {
        try
        {
            return CheckSegment(findings, ids, index, ahead);
        }
        catch (DamagedFileException refused)
        {
            findings.Damaged(refused);
            _expected = null;
            return true;
        }
    }

    // Returns whether the log goes on behind this segment.
    private bool CheckSegment(Findings findings, List<SegmentId> ids, int index, SegmentCheck? ahead)
    {
        var id = ids[index];
        if (index > 0 && id != ids[index - 1].Next)
        {
            if (IsMissing(ids[index - 1].Next, id) && !WasRemoved(ids[index - 1]))
                findings.Damaged(directory.SegmentPath(ids[index - 1].Next), 0, "the segment is missing");
            _expected = null;
        }

        if (ahead is not null)
            return Follow(findings, ahead);
        using var file = SegmentOpener.TryOpenFile(directory, id);
        if (file is null)
            return SkipRemoved(id);
        var header = SegmentOpener.ReadHeader(file, id, out var reason);
        if (header is null && reason.Length == 0)
            return SkipUnbegun(findings, ids, index);
        if (header is { } begun)
            return Follow(findings, SegmentCheck.Run(directory, file, begun, new Findings(_bytes), cancellationToken));
        findings.Damaged(file.Path, 0, reason);
        _expected = null;
        return true;
    }

    // Compares a segment with the one before it.
    private bool Follow(Findings findings, SegmentCheck segment)
    {
        var header = segment.Header;
        var path = directory.SegmentPath(header.Id);
        if (_expected is { } expected && header.FirstSequence != expected)
            findings.Damaged(path, 16, $"the segment begins with message {header.FirstSequence} where {expected} was expected");
        if (header.FirstTimestampNs < _timestamp)
            findings.Damaged(path, 32, "the first timestamp is older than the last one of the segment before");
        if (header.WriterEpoch < _epoch)
            findings.Damaged(path, 52, "the writer epoch is older than the last one of the segment before");
        findings.Add(segment.Findings);
        (_expected, _timestamp, _epoch) = (segment.NextSequence, segment.LastTimestampNs, segment.LastEpoch);
        if (!(_inBatch && segment.Good.LastRecord == 0))
            _good = segment.Good; // else it is all of it within the batch
        _inBatch = segment.EndsInBatch;
        return segment.IsSealed || IsLeftUnsealed(findings, segment);
    }

    // A writer that dies in a roll leaves a segment unsealed and the next one begun. Anything else half sealed is damage.
    private bool IsLeftUnsealed(Findings findings, SegmentCheck segment)
    {
        var id = segment.Header.Id;
        if (DirectoryLock.IsHeld(directory.Files, directory.Path) || ReadState(id) is not { } state)
            return false; // a running writer's own business, or sealed since
        var path = directory.SegmentPath(id);
        var isLeft = SegmentOpener.TryOpenDamaged(directory, id.Next, out _) is { } next && Begins(next, segment.NextSequence);
        if (!isLeft && state != SealingState.Whole)
            findings.Damaged(path, 0, "the header has sealing fields, and the log does not go on behind this segment");
        if (isLeft && WasDurable(id))
            findings.Damaged(path, 6, "the seal is missing, and was durable");
        else if (isLeft)
            findings.Note(path, 6, "the seal is missing; the next writer finishes it");
        return isLeft;
    }

    // How far the sealing of a segment has come; null when it is sealed or gone.
    private SealingState? ReadState(SegmentId id)
    {
        using var view = SegmentOpener.TryOpenRaw(directory, id);
        return view is null || view.IsSealed(out _) ? null : Sealing.StateOf(view.Bytes(0, SegmentHeader.Size));
    }

    private static bool Begins(SegmentView next, long sequence)
    {
        using (next)
            return next.Header.FirstSequence == sequence;
    }

    private bool WasDurable(SegmentId id)
    {
        using var control = ControlFile.TryOpenReadOnly(directory);
        var hints = new RecoveryHints(directory, [], control?.ReadCheckpoint(), DurableMark.TryRead(directory));
        return hints.Durable is { } durable && durable.Segment > id;
    }

    // A segment without a header ends the log, unless sealed ones follow: then its header is lost.
    private bool SkipUnbegun(Findings findings, List<SegmentId> ids, int index)
    {
        if (index + 1 >= ids.Count || SegmentOpener.TryOpenDamaged(directory, ids[index + 1], out _) is not { } next)
            return false;
        next.Dispose();
        if (DirectoryLock.IsHeld(directory.Files, directory.Path))
            return false; // the batch of a running writer may have begun to fill what follows
        findings.Damaged(directory.SegmentPath(ids[index]), 0, "the segment header is missing");
        _expected = null;
        return true;
    }

    // A listing beside a writer can miss a segment that was just made, or show one of a batch that was given up since.
    private bool IsMissing(SegmentId id, SegmentId behind) => Exists(behind) && !Exists(id) && Exists(behind);

    private bool Exists(SegmentId id) => directory.Files.FileExists(directory.SegmentPath(id));

    private bool SkipRemoved(SegmentId id)
    {
        if (!WasRemoved(id))
            return false;
        _expected = null;
        return true;
    }

    private bool WasRemoved(SegmentId id) => directory.ListSegments() is { Count: > 0 } now && now[0] > id;
}
