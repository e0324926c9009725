namespace Chronograph.Log;

/// <summary>What the open batch has written so far. For the appending thread, which uses one for all its batches.</summary>
internal sealed class BatchProgress
{
    public long FirstSequence { get; private set; }

    /// <summary>The newest timestamp in the log before the batch.</summary>
    public long TimestampBefore { get; private set; }

    /// <summary>The segment of the first record. It stays mapped until the batch ends, for the store that publishes it.</summary>
    public WritableSegment? FirstSegment { get; private set; }

    public long FirstOffset { get; private set; }

    public RecordWord FirstWord { get; private set; }

    /// <summary>The newest record, in the segment that is appended to now.</summary>
    public long LastOffset { get; set; }

    /// <summary>Segments that are full and may be sealed only when the batch is visible.</summary>
    public List<PendingSeal> Filled { get; } = [];

    public bool IsEmpty => FirstSegment is null;

    public void Open(long firstSequence, long timestampBefore) => (FirstSequence, TimestampBefore) = (firstSequence, timestampBefore);

    public void Begin(WritableSegment segment, long offset, RecordWord word) => (FirstSegment, FirstOffset, FirstWord) = (segment, offset, word);

    public bool FirstIs(WritableSegment segment, long offset) => segment == FirstSegment && offset == FirstOffset;

    public void Fill(WritableSegment segment, PendingSeal seal)
    {
        Filled.Add(seal);
        if (segment != FirstSegment)
            segment.Dispose(); // a batch of any size keeps two segments mapped, no more
    }

    public void Close()
    {
        FirstSegment = null;
        if (Filled.Count > 0)
            Filled.Clear();
    }
}
