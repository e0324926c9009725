namespace Chronograph.Log;

/// <summary>Checks every byte of one segment that belongs to the log.</summary>
/// <remarks>Behind a damaged record it looks for the next sound one, so that one check finds all the damage there is.</remarks>
internal sealed class SegmentVerifier(SegmentView view, Findings findings, CancellationToken cancellationToken)
{
    private long _timestamp = view.Header.FirstTimestampNs;
    private uint _epoch = view.Header.WriterEpoch;
    private long _messages;

    /// <summary>Behind the last record.</summary>
    public long Offset { get; private set; } = SegmentHeader.Size;

    public long NextSequence { get; private set; } = view.Header.FirstSequence;

    /// <summary>Whether the last record says that its batch goes on.</summary>
    public bool InBatch { get; private set; }

    public long LastTimestampNs => _timestamp;

    /// <summary>Checks the records, up to the first place where none is published, and what the seal says about them.</summary>
    /// <returns>Whether the segment is sealed, so that the log goes on behind it.</returns>
    public bool Run()
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
        var walker = new RecordWalker(view, Offset, NextSequence);
        while (!findings.IsFull)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var step = walker.Step(checkPayload: true);
            findings.Checked(walker.Offset - Offset);
            (Offset, NextSequence) = (walker.Offset, walker.NextSequence);
            if (step == RecordStep.End)
                return true;
            if (step == RecordStep.Message)
            {
                CheckMessage(walker);
                continue;
            }

            findings.Damaged(view.Path, Offset, walker.Explain());
            if (!TryFindNext())
                return false;
            walker = new RecordWalker(view, Offset, NextSequence);
        }

        return false;
    }

    private void CheckMessage(in RecordWalker walker)
    {
        var record = view.LoadHeader(walker.RecordOffset);
        findings.Messages++;
        _messages++;
        InBatch = walker.Word.ContinuesBatch;
        if (record.TimestampNs < _timestamp)
            findings.Damaged(view.Path, walker.RecordOffset, "the timestamp is older than the one before");
        if (record.WriterEpoch < _epoch)
            findings.Damaged(view.Path, walker.RecordOffset, "the writer epoch is older than the one before");
        (_timestamp, _epoch) = (record.TimestampNs, record.WriterEpoch);

        var end = walker.RecordOffset + RecordLayout.HeaderSize + walker.Word.Length;
        if (view.Bytes(end, (int)(walker.Offset - end)).ContainsAnyExcept((byte)0))
            findings.Damaged(view.Path, end, "the bytes between payload and next record are not zero");
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
        var content = TailSearch.Examine(view, from);
        findings.Checked(view.Length - from);
        if (content.End != from)
            findings.Damaged(view.Path, from, "the bytes behind the last record are not zero");
    }
}
