namespace Chronograph.Log;

/// <summary>What an open batch has written so far. For the appending thread.</summary>
internal sealed class BatchProgress(long firstSequence, long timestampBefore)
{
    private List<PendingSeal>? _filled; // most batches fill no segment

    public long FirstSequence { get; } = firstSequence;

    /// <summary>The newest timestamp in the log before the batch.</summary>
    public long TimestampBefore { get; } = timestampBefore;

    /// <summary>The segment of the first record. It stays mapped until the batch ends, for the store that publishes it.</summary>
    public WritableSegment? FirstSegment { get; private set; }

    public long FirstOffset { get; private set; }

    public RecordWord FirstWord { get; private set; }

    /// <summary>The newest record, in the segment that is appended to now.</summary>
    public long LastOffset { get; private set; }

    public RecordWord LastWord { get; private set; }

    /// <summary>Segments that are full and may be sealed only when the batch is visible.</summary>
    public IReadOnlyList<PendingSeal> Filled => _filled ?? [];

    public bool IsEmpty => FirstSegment is null;

    public void Begin(WritableSegment segment, long offset, RecordWord word) => (FirstSegment, FirstOffset, FirstWord) = (segment, offset, word);

    public void Added(long offset, RecordWord word) => (LastOffset, LastWord) = (offset, word);

    public bool FirstIs(WritableSegment segment, long offset) => segment == FirstSegment && offset == FirstOffset;

    public void Fill(WritableSegment segment, PendingSeal seal)
    {
        (_filled ??= []).Add(seal);
        if (segment != FirstSegment)
            segment.Dispose(); // a batch of any size keeps two segments mapped, no more
    }
}
