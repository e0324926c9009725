using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>What <c>control.meta</c> and <c>index.meta</c> say about the durable mark, and how far that can be believed.</summary>
internal sealed class RecoveryHints(LogDirectory directory, IReadOnlyList<SegmentId> ids, Checkpoint? checkpoint, DurableMark? mark)
{
    /// <summary>
    /// The place up to which both files say that the log is durable; null when one of them is missing or unreadable.
    /// Power loss may leave either of them older than the other, so the older one counts.
    /// </summary>
    public DurableMark? Durable
    {
        get
        {
            if (checkpoint is not { } exact || mark is not { } coarse)
                return null;
            var place = new DurableMark(exact.Segment, exact.EndOffset);
            return coarse.IsBefore(place) ? coarse : place;
        }
    }

    /// <summary>Whether the last writer said that it closed the log at the checkpoint.</summary>
    public bool Closed => checkpoint is { Closed: true };

    /// <summary>The checkpoint, when the record it names is there.</summary>
    public Checkpoint Verified { get; private set; }

    /// <summary>The best place to begin the scan that the segments bear out.</summary>
    public GoodPoint FindStart()
    {
        if (checkpoint is { Sequence: > 0 } exact && AtCheckpoint(exact) is { } precise)
        {
            Verified = exact with { Closed = false };
            return precise;
        }

        if (mark is { Offset: > 0 } coarse && AtStartOf(coarse.Segment) is { } start)
            return start;
        return AtStartOf(ids[0]) ?? GoodPoint.Unbegun(ids[0]);
    }

    private GoodPoint? AtCheckpoint(Checkpoint place)
    {
        if (AtStartOf(place.Segment) is null)
            return null;
        using var view = SegmentOpener.TryOpenDamaged(directory, place.Segment, out _);
        if (view is null || !view.Contains(place.RecordOffset))
            return null;
        var word = view.LoadWord(place.RecordOffset);
        var sound = word.IsCommitted && !word.ContinuesBatch
            && view.HeaderIsSound(place.RecordOffset, word)
            && view.LoadHeader(place.RecordOffset).NextSequence == place.Sequence + 1
            && view.PayloadIsSound(place.RecordOffset, word)
            && place.RecordOffset + RecordLayout.SizeOf(word.Length) == place.EndOffset;
        if (!sound)
            return null;
        var timestamp = view.LoadHeader(place.RecordOffset).TimestampNs;
        return new GoodPoint(place.Segment, place.EndOffset, place.Sequence + 1, place.RecordOffset, timestamp, IsBegun: true);
    }

    // Only a segment that the chain of seals leads to: else a hint could skip what lies before.
    private GoodPoint? AtStartOf(SegmentId id)
    {
        var index = ids.IndexOf(id);
        if (index < 0 || TryReadHeader(id) is not { } header)
            return null;
        if (index == 0)
            return header.FirstSequence == 1 || id > SegmentId.First ? Start(header, 0) : null;
        if (TryReadHeader(id.Previous) is not { Sealed: true } before || before.FirstSequence + before.MessageCount != header.FirstSequence)
            return null;
        return Start(header, before.LastTimestampNs);
    }

    private static GoodPoint Start(in SegmentHeader header, long lastTimestamp) =>
        new(header.Id, SegmentHeader.Size, header.FirstSequence, 0, lastTimestamp, IsBegun: true);

    private SegmentHeader? TryReadHeader(SegmentId id)
    {
        using var file = SegmentOpener.TryOpenFile(directory, id);
        return file is null ? null : SegmentOpener.ReadHeader(file, id, out _);
    }
}
