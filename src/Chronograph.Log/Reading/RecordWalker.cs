namespace Chronograph.Log;

/// <summary>Goes through the records of one segment, believing nothing but checksums.</summary>
/// <param name="view">The segment. The walker does not own it.</param>
/// <param name="offset">Where to begin: the beginning of a record, or the end of the last one.</param>
/// <param name="nextSequence">The sequence number that the next message must have.</param>
internal struct RecordWalker(SegmentView view, long offset, long nextSequence)
{
    /// <summary>Where the walk stands: behind the last sound record.</summary>
    public long Offset { get; private set; } = offset;

    /// <summary>The sequence number that the next message must have.</summary>
    public long NextSequence { get; private set; } = nextSequence;

    /// <summary>Where the last message begins; 0 before the first.</summary>
    public long RecordOffset { get; private set; }

    /// <summary>Where the last record begins, be it a message or padding; 0 before the first.</summary>
    public long LastOffset { get; private set; }

    /// <summary>Whether the last record says that its batch goes on: the next record is published too, here or in the next segment.</summary>
    public readonly bool EndsInBatch => LastOffset != 0 && view.LoadWord(LastOffset).ContinuesBatch;

    /// <summary>The word of the last message.</summary>
    public RecordWord Word { get; private set; }

    /// <summary>Messages that the walk passed over because a gap says that they were lost.</summary>
    public long LostMessages { get; private set; }

    /// <summary>Steps over the next message, and over padding before it.</summary>
    /// <param name="checkPayload">Whether payloads are checked too, rather than headers alone.</param>
    public RecordStep Step(bool checkPayload)
    {
        RecordStep step;
        do
            step = StepRecord(checkPayload);
        while (step == RecordStep.Padding);
        return step;
    }

    /// <summary>Steps over one record, be it a message or padding.</summary>
    /// <param name="checkPayload">Whether the payload is checked too, rather than the header alone.</param>
    public RecordStep StepRecord(bool checkPayload)
    {
        if (!view.Contains(Offset))
            return RecordStep.End;
        var word = view.LoadWord(Offset);
        if (!word.IsCommitted)
            return RecordStep.End;
        if (!view.HeaderIsSound(Offset, word, NextSequence) || (checkPayload && !view.PayloadIsSound(Offset, word)))
            return RecordStep.Damage;
        if (word.IsPadding)
            return StepPadding(word);
        (RecordOffset, LastOffset, Word) = (Offset, Offset, word);
        Offset += RecordLayout.SizeOf(word.Length);
        NextSequence++;
        return RecordStep.Message;
    }

    /// <summary>What is wrong at the offset where the walk stopped with damage.</summary>
    public readonly string Explain()
    {
        var word = view.LoadWord(Offset);
        if (word.HasUnknownBits)
            return "the record has flags, reserved bytes or a length that no writer sets";
        if (word.Length > view.Length - Offset - RecordLayout.HeaderSize)
            return $"the record claims {word.Length} bytes of payload, more than the segment has left";
        if (!view.HeaderIsSound(Offset, word))
            return "the checksum of the record header does not match";
        var sequence = view.LoadHeader(Offset).Sequence;
        if (sequence != NextSequence)
            return $"message {NextSequence} was expected and {sequence} found";
        return view.PayloadIsSound(Offset, word)
            ? "the gap claims more lost messages than it has room for"
            : "the checksum of the payload does not match";
    }

    private RecordStep StepPadding(RecordWord word)
    {
        var next = view.NextBehindPadding(Offset, word);
        if (next < NextSequence)
            return RecordStep.Damage;
        LostMessages += next - NextSequence;
        LastOffset = Offset;
        (Offset, NextSequence) = (Offset + RecordLayout.SizeOf(word.Length), next);
        return RecordStep.Padding;
    }
}
