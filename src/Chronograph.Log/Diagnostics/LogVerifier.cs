using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Checks every byte of a log, beside a writer or without one.</summary>
internal sealed class LogVerifier(LogDirectory directory, IProgress<long>? progress, CancellationToken cancellationToken)
{
    private readonly Findings _findings = new(progress);
    private long? _expected; // the next sequence number, once one is known
    private long _timestamp;
    private SegmentHeader? _head;

    public LogVerification Run()
    {
        var ids = directory.ListSegments();
        var head = 0;
        while (head < ids.Count && !_findings.IsFull && CheckSegment(ids, head))
            head++;
        if (!_findings.IsFull)
            new TailVerifier(directory, _findings).Run(_head);
        new HintVerifier(directory, _findings).Run(ids.Take(head));
        return _findings.ToVerification();
    }

    // Returns whether the log goes on behind this segment.
    private bool CheckSegment(List<SegmentId> ids, int index)
    {
        var id = ids[index];
        if (index > 0 && id != ids[index - 1].Next && !WasRemoved(ids[index - 1]))
        {
            _findings.Damaged(directory.SegmentPath(ids[index - 1].Next), 0, "the segment is missing");
            _expected = null;
        }

        using var file = SegmentOpener.TryOpenFile(directory, id);
        if (file is null)
            return SkipRemoved(id);
        var header = SegmentOpener.ReadHeader(file, id, out var reason);
        if (header is null && reason.Length == 0)
            return SkipUnbegun(ids, index);
        if (header is null)
        {
            _findings.Damaged(file.Path, 0, reason);
            _expected = null;
            return true;
        }

        CheckLength(file, header.Value);
        using var view = SegmentView.Map(file.Path, file, header.Value, Math.Min(file.Length, header.Value.SegmentSize));
        return CheckBegun(view);
    }

    private bool CheckBegun(SegmentView view)
    {
        _head = view.Header;
        _findings.Segments++;
        _findings.Checked(SegmentHeader.Size);
        if (_expected is { } expected && view.Header.FirstSequence != expected)
            _findings.Damaged(view.Path, 16, $"the segment begins with message {view.Header.FirstSequence} where {expected} was expected");
        if (view.Header.FirstTimestampNs < _timestamp)
            _findings.Damaged(view.Path, 32, "the first timestamp is older than the last one of the segment before");
        var verifier = new SegmentVerifier(view, _findings, cancellationToken);
        var isSealed = verifier.Run();
        _expected = verifier.NextSequence;
        _timestamp = verifier.LastTimestampNs;
        return isSealed || IsLeftUnsealed(view, verifier);
    }

    // A writer that dies in a roll leaves a segment unsealed and the next one begun. Anything else half sealed is damage.
    private bool IsLeftUnsealed(SegmentView view, SegmentVerifier verifier)
    {
        if (DirectoryLock.IsHeld(directory.Files, directory.Path) || view.IsSealed(out _))
            return false; // a running writer's own business
        var state = Sealing.StateOf(view.Bytes(0, SegmentHeader.Size));
        var isLeft = SegmentOpener.TryOpenDamaged(directory, view.Id.Next, out _) is { } next && Begins(next, verifier.NextSequence);
        if (!isLeft && state != SealingState.Whole)
            _findings.Damaged(view.Path, 0, "the header has sealing fields, and the log does not go on behind this segment");
        if (isLeft && WasDurable(view.Id))
            _findings.Damaged(view.Path, 6, "the seal is missing, and was durable");
        else if (isLeft)
            _findings.Note(view.Path, 6, "the seal is missing; the next writer finishes it");
        return isLeft;
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

    private void CheckLength(StorageFile file, in SegmentHeader header)
    {
        if (file.Length != header.SegmentSize)
            _findings.Damaged(file.Path, Math.Min(file.Length, header.SegmentSize), $"the file has {file.Length} bytes, and its header says {header.SegmentSize}");
    }

    // A segment without a header ends the log, unless sealed ones follow: then its header is lost.
    private bool SkipUnbegun(List<SegmentId> ids, int index)
    {
        if (index + 1 >= ids.Count || SegmentOpener.TryOpenDamaged(directory, ids[index + 1], out _) is not { } next)
            return false;
        next.Dispose();
        if (DirectoryLock.IsHeld(directory.Files, directory.Path))
            return false; // the batch of a running writer may have begun to fill what follows
        _findings.Damaged(directory.SegmentPath(ids[index]), 0, "the segment header is missing");
        _expected = null;
        return true;
    }

    private bool SkipRemoved(SegmentId id)
    {
        if (!WasRemoved(id))
            return false;
        _expected = null;
        return true;
    }

    private bool WasRemoved(SegmentId id) => directory.ListSegments() is { Count: > 0 } now && now[0] > id;
}
