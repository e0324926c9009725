using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>What a segment file says about itself, before anything is believed.</summary>
/// <param name="Id">The id in its name.</param>
/// <param name="Length">Bytes in the file.</param>
/// <param name="Header">Its header, when that is sound.</param>
/// <param name="HeaderReason">Why the header is not sound; empty when it is, or when there is none.</param>
/// <param name="First">The first sound record: behind a sound header, only the one that should be there.</param>
internal sealed record SegmentFacts(
    SegmentId Id, long Length, SegmentHeader? Header, string HeaderReason, RecordHeader? First)
{
    /// <summary>Whether the segment has been begun.</summary>
    public bool IsBegun => Header is not null || First is not null;

    /// <summary>The number of its first message, as its first record says, or its header.</summary>
    public long? FirstSequence => First?.Sequence ?? Header?.FirstSequence;

    /// <summary>The timestamp of that message, or the header's bound.</summary>
    public long? FirstTimestampNs => First?.TimestampNs ?? Header?.FirstTimestampNs;

    public static SegmentFacts Missing(SegmentId id) => new(id, 0, null, "", null);

    public static SegmentFacts Read(LogDirectory directory, SegmentId id)
    {
        using var file = directory.Files.Open(directory.SegmentPath(id), FileIntent.ReadOnly);
        var header = SegmentOpener.ReadHeader(file, id, out var reason);
        using var view = SegmentOpener.TryOpenRaw(directory, id);
        var first = view is null ? null : FirstRecord(view, onlyAtStart: header is not null);
        return new SegmentFacts(id, file.Length, header, reason, first);
    }

    // With a sound header only the record behind it is worth a look; without one, any will do.
    private static RecordHeader? FirstRecord(SegmentView view, bool onlyAtStart)
    {
        for (long offset = SegmentHeader.Size; view.Contains(offset); offset += RecordLayout.Alignment)
        {
            var word = view.LoadWord(offset);
            if (word.IsCommitted && view.HeaderIsSound(offset, word))
                return view.LoadHeader(offset);
            if (onlyAtStart)
                return null;
        }

        return null;
    }
}
