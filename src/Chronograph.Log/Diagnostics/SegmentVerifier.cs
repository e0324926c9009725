using System.Runtime.CompilerServices;

namespace Chronograph.Log;

/// <summary>Checks every byte of one segment that belongs to the log.</summary>
/// <remarks>Behind a damaged record it looks for the next sound one, so that one check finds all the damage there is.</remarks>
internal sealed class SegmentVerifier(SegmentView view, RecordWindow window, Findings findings, CancellationToken cancellationToken)
{
    private const long Stretch = 1 << 20;

    private long _timestamp = view.Header.FirstTimestampNs;
    private uint _epoch = view.Header.WriterEpoch;
    private long _messages;
    private bool _damaged;
    private WholeTo _whole = new(SegmentHeader.Size, view.Header.FirstSequence, 0, view.Header.FirstTimestampNs);

    /// <summary>Behind the last record.</summary>
    public long Offset { get; private set; } = SegmentHeader.Size;

    public long NextSequence { get; private set; } = view.Header.FirstSequence;

    public long LastTimestampNs => _timestamp;

    public uint LastEpoch => _epoch;

    /// <summary>Up to where the segment is sound and whole: its beginning, when there is damage anywhere.</summary>
    public GoodPoint Good => _damaged
        ? new GoodPoint(view.Id, SegmentHeader.Size, view.Header.FirstSequence, 0, view.Header.FirstTimestampNs, IsBegun: true)
        : new GoodPoint(view.Id, _whole.Offset, _whole.NextSequence, _whole.Record, _whole.TimestampNs, IsBegun: true);

    /// <summary>Whether it ends within a batch, as far as is known: not when there is damage.</summary>
    public bool EndsInBatch => !_damaged && _whole.NextSequence != NextSequence;

    /// <summary>Checks the records, up to the first place where none is published, and what the seal says about them.</summary>
    /// <returns>Whether the segment is sealed, so that the log goes on behind it.</returns>
    public bool Run()
    {
        var isSealed = RunToSeal();
        findings.Messages += _messages;
        return isSealed;
    }

    private bool RunToSeal()
    {
        while (true)
        {
            var readable = CheckRecords();
            if (!view.IsSealed(out var end))
                return false;
            if (!readable || Offset >= end || !view.Contains(Offset))
                break;
            if (view.LoadWord(Offset).IsCommitted)
                continue; // published, then sealed, since the look at the commit word
            _damaged = true;
            findings.Damaged(view.Path, Offset, $"the segment is sealed at {end}, and no record is published here");
            if (!TryFindNext())
                break;
        }

        CheckSeal();
        return true;
    }

    // Returns false when nothing sound follows a damaged record: there is no way on in this segment.
    private bool CheckRecords()
    {
        while (!findings.IsFull)
        {
            var walker = new RecordWalker(view, Offset, NextSequence);
            var step = Walk(ref walker);
            findings.Checked(walker.Offset - Offset);
            (Offset, NextSequence) = (walker.Offset, walker.NextSequence);
            if (step == RecordStep.End)
                return true;
            if (step != RecordStep.Damage)
                continue;
            _damaged = true;
            findings.Damaged(view.Path, Offset, walker.Explain());
            if (!TryFindNext())
                return false;
        }

        return false;
    }

    // Up to the end or to damage, with a pause now and then to say how far it has come.
    private RecordStep Walk(ref RecordWalker walker)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var pause = walker.Offset + Stretch;
        while (walker.Offset < pause && !findings.IsFull)
        {
            if (PassMessages(ref walker))
                continue;
            var at = walker.Offset;
            var step = walker.StepRecord(checkPayload: true);
            if (step == RecordStep.Message)
                CheckMessage(at, walker);
            else if (step == RecordStep.Padding)
                CheckPadding(at, walker);
            else
                return step;
        }

        return RecordStep.Message;
    }

    // Most of a log: messages that need no closer look. Returns whether there were any.
    private bool PassMessages(ref RecordWalker walker)
    {
        var to = window.Pass(new VerifiedTo(walker.Offset, walker.NextSequence, _timestamp, _epoch, _whole));
        if (to.Offset == walker.Offset)
            return false;
        _messages += to.NextSequence - walker.NextSequence;
        (_timestamp, _whole) = (to.TimestampNs, to.Whole);
        walker = new RecordWalker(view, to.Offset, to.NextSequence);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CheckMessage(long at, in RecordWalker walker)
    {
        _messages++;
        CheckOrder(at);
        if (!view.RestIsZero(at, walker.Word))
            findings.Damaged(view.Path, at + RecordLayout.HeaderSize + walker.Word.Length, "the bytes between payload and next record are not zero");
        if (!walker.Word.ContinuesBatch)
            _whole = new WholeTo(walker.Offset, walker.NextSequence, at, _timestamp);
    }

    private void CheckPadding(long at, in RecordWalker walker)
    {
        var header = view.LoadHeader(at);
        CheckOrder(at);
        if (header.NextSequence > header.Sequence)
            findings.Lost(view.Path, at, header.Sequence, header.NextSequence - 1);
        _whole = new WholeTo(walker.Offset, walker.NextSequence, at, _timestamp);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CheckOrder(long at)
    {
        var (timestamp, epoch) = view.LoadOrder(at);
        if (timestamp < _timestamp)
            findings.Damaged(view.Path, at, "the timestamp is older than the one before");
        if (epoch < _epoch)
            findings.Damaged(view.Path, at, "the writer epoch is older than the one before");
        (_timestamp, _epoch) = (timestamp, epoch);
    }

    // The next sound record of this segment, wherever in the sequence.
    private bool TryFindNext()
    {
        for (var offset = Offset + RecordLayout.Alignment; view.Contains(offset); offset += RecordLayout.Alignment)
        {
            var word = view.LoadWord(offset);
            if (!word.IsCommitted || !view.HeaderIsSound(offset, word))
                continue;
            findings.Checked(offset - Offset);
            (Offset, NextSequence) = (offset, view.LoadHeader(offset).Sequence);
            return true;
        }

        return false;
    }

    private void CheckSeal()
    {
        if (SegmentHeader.Read(view.Path, view.Bytes(0, SegmentHeader.Size), out var reason) is not { } header)
        {
            findings.Damaged(view.Path, 0, reason);
            return;
        }

        if (Offset != header.EndOffset)
            findings.Damaged(view.Path, Offset, $"the segment is sealed at {header.EndOffset}, and its records end here");
        if (NextSequence != header.FirstSequence + header.MessageCount)
            findings.Damaged(view.Path, 48, $"the seal counts {header.MessageCount} messages, and there are {NextSequence - header.FirstSequence}");
        if (_messages > 0 && _timestamp != header.LastTimestampNs)
            findings.Damaged(view.Path, 40, "the seal's last timestamp is not that of the last message");
        CheckZeros(Math.Max(Offset, header.EndOffset));
    }

    private void CheckZeros(long from)
    {
        findings.Checked(view.Length - from);
        if (!TailSearch.Examine(view, window.SkipZeros(from)).IsEmpty)
            findings.Damaged(view.Path, from, "the bytes behind the last record are not zero");
    }
}
