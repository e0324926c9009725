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

    /// <summary>The word of the last message.</summary>
    public RecordWord Word { get; private set; }

    /// <summary>Steps over the next message, and over padding before it.</summary>
    /// <param name="checkPayload">Whether payloads are checked too, rather than headers alone.</param>
    public RecordStep Step(bool checkPayload)
    {
        while (view.Contains(Offset))
        {
            var word = view.LoadWord(Offset);
            if (!word.IsCommitted)
                return RecordStep.End;
            if (!view.HeaderIsSound(Offset, word, NextSequence) || (checkPayload && !view.PayloadIsSound(Offset, word)))
                return RecordStep.Damage;
            var offset = Offset;
            Offset += RecordLayout.SizeOf(word.Length);
            if (word.IsPadding)
                continue;
            (RecordOffset, Word) = (offset, word);
            NextSequence++;
            return RecordStep.Message;
        }

        return RecordStep.End;
    }

    /// <summary>What is wrong at the offset where the walk stopped with damage.</summary>
    public readonly string Explain()
    {
        var word = view.LoadWord(Offset);
        if (word.HasUnknownBits)
            return "the record has flags or reserved bytes that no writer sets";
        if (word.Length > view.Length - Offset - RecordLayout.HeaderSize)
            return $"the record claims {word.Length} bytes of payload, more than the segment has left";
        if (!view.HeaderIsSound(Offset, word))
            return "the checksum of the record header does not match";
        var sequence = view.LoadHeader(Offset).Sequence;
        return sequence != NextSequence
            ? $"message {NextSequence} was expected and {sequence} found"
            : "the checksum of the payload does not match";
    }
}
