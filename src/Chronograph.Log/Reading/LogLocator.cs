using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Finds the place where a reader starts: logarithmic in segments, a bounded walk within one.</summary>
internal sealed class LogLocator(LogDirectory directory)
{
    private readonly long _last = directory.Tail.LastReadable; // no place leads behind it

    public LogPosition Locate(LogStart start) => start.Kind == StartKind.First
        ? SegmentCatalog.First(directory)
        : SegmentCatalog.Use(directory, segments => Locate(segments, start));

    private LogPosition Locate(SegmentCatalog segments, LogStart start) => start.Kind switch
    {
        StartKind.Last => Last(segments),
        StartKind.End => End(segments),
        StartKind.Sequence => Sequence(segments, start.Value),
        StartKind.Time => Time(segments, start.Value),
        _ => throw new ArgumentOutOfRangeException(nameof(start)),
    };

    private static LogPosition First(SegmentCatalog segments) =>
        segments.Count == 0 ? segments.Beginning : LogPosition.StartOf(segments.HeaderOf(0));

    private LogPosition End(SegmentCatalog segments)
    {
        if (segments.Count == 0)
            return segments.Beginning;
        var index = Math.Max(0, segments.LastWhere(header => header.FirstSequence <= _last));
        var header = segments.HeaderOf(index);
        if (header.Sealed && header.FirstSequence + header.MessageCount - 1 <= _last)
            return new LogPosition(header.Id.Next, SegmentHeader.Size, header.FirstSequence + header.MessageCount);
        return Walk(segments, index, entry => false, static (_, _) => true);
    }

    private LogPosition Last(SegmentCatalog segments)
    {
        for (var index = segments.Count - 1; index >= 0; index--)
        {
            using var view = segments.Open(index);
            var walker = WalkerFrom(view, Nearest(view, entry => true));
            while (Advance(view, ref walker))
            {
            }

            if (walker.RecordOffset != 0)
                return BeforeLast(view, walker);
        }

        return segments.Beginning;
    }

    private LogPosition Sequence(SegmentCatalog segments, long sequence)
    {
        if (sequence - 1 > _last)
            throw OutOfRange(segments, sequence);
        var index = segments.LastWhere(header => header.FirstSequence <= sequence);
        if (index < 0)
        {
            return segments.Count == 0 && sequence == segments.Beginning.NextSequence
                ? segments.Beginning
                : throw OutOfRange(segments, sequence);
        }

        var found = Walk(segments, index, entry => entry.Sequence <= sequence, (_, record) => record.Sequence < sequence);
        // A number whose message was lost leads to the next message there is.
        return found.NextSequence >= sequence ? found : throw OutOfRange(segments, sequence);
    }

    private LogPosition Time(SegmentCatalog segments, long time)
    {
        var index = segments.LastWhere(header => header.FirstTimestampNs < time && header.FirstSequence <= _last);
        if (index < 0)
            return First(segments);
        return Walk(segments, index, entry => entry.TimestampNs < time, (_, record) => record.TimestampNs < time);
    }

    private SequenceOutOfRangeException OutOfRange(SegmentCatalog segments, long sequence) =>
        new(directory.Path, sequence, First(segments).NextSequence, End(segments).NextSequence);

    // The place before the first message of a segment that is not to be skipped, or behind its last one.
    private LogPosition Walk(SegmentCatalog segments, int index, Func<IndexEntry, bool> startsFrom, Func<SegmentView, RecordHeader, bool> skip)
    {
        using var view = segments.Open(index);
        var walker = WalkerFrom(view, Nearest(view, startsFrom));
        while (Advance(view, ref walker))
        {
            if (!skip(view, view.LoadHeader(walker.RecordOffset)))
                return BeforeLast(view, walker);
        }

        // Within a batch only what stands before tells a reader to go on in the next segment, and it has not seen that.
        return walker.EndsInBatch
            ? new LogPosition(view.Id.Next, SegmentHeader.Size, walker.NextSequence)
            : new LogPosition(view.Id, walker.Offset, walker.NextSequence);
    }

    private static LogPosition BeforeLast(SegmentView view, in RecordWalker walker) =>
        new(view.Id, walker.RecordOffset, view.LoadHeader(walker.RecordOffset).Sequence);

    private bool Advance(SegmentView view, ref RecordWalker walker)
    {
        if (walker.NextSequence > _last)
            return false;
        var step = walker.Step(checkPayload: false);
        if (step == RecordStep.Damage)
            throw new DamagedFileException(view.Path, walker.Offset, walker.Explain());
        return step == RecordStep.Message;
    }

    private static RecordWalker WalkerFrom(SegmentView view, IndexEntry? from) => from is { } entry
        ? new RecordWalker(view, entry.Offset, entry.Sequence)
        : new RecordWalker(view, SegmentHeader.Size, view.Header.FirstSequence);

    // The last entry of the segment's index that qualifies, if the record it names is there.
    private IndexEntry? Nearest(SegmentView view, Func<IndexEntry, bool> qualifies)
    {
        if (!view.Header.Sealed || TryReadIndex(view.Header) is not { } entries)
            return null;
        var (low, high) = (0, entries.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (entries[middle].Sequence <= _last && qualifies(entries[middle]))
                low = middle + 1;
            else
                high = middle;
        }

        return low > 0 && IsThere(view, entries[low - 1]) ? entries[low - 1] : null;
    }

    // A link or a pipe in its place is not opened; like any index that is not to be believed, it costs a walk.
    private IReadOnlyList<IndexEntry>? TryReadIndex(in SegmentHeader header)
    {
        try
        {
            return SparseIndex.TryRead(directory, header, out _);
        }
        catch (DamagedFileException)
        {
            return null;
        }
    }

    /// <summary>Whether the record that an index entry names is there.</summary>
    public static bool IsThere(SegmentView view, IndexEntry entry)
    {
        if (entry.Offset < SegmentHeader.Size || entry.Offset % RecordLayout.Alignment != 0 || !view.Contains(entry.Offset))
            return false;
        var word = view.LoadWord(entry.Offset);
        return word.IsCommitted && view.HeaderIsSound(entry.Offset, word, entry.Sequence)
            && view.LoadHeader(entry.Offset).TimestampNs == entry.TimestampNs;
    }
}
