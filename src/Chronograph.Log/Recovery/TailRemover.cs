using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Removes what stands behind the last good message, from the back to the front, and keeps a copy of what is sound.</summary>
/// <remarks>From the back, so that a crash in between leaves the same picture for the next recovery, only smaller.</remarks>
internal sealed class TailRemover(LogDirectory directory, IReadOnlyList<SegmentId> ids, GoodPoint good)
{
    private const int Block = 64 * 1024;

    private readonly List<Tail> _tails = [];
    private readonly List<string> _quarantined = [];

    /// <summary>Copies that were made.</summary>
    public IReadOnlyList<string> Quarantined => _quarantined;

    /// <summary>Bytes that were removed.</summary>
    public long DroppedBytes { get; private set; }

    /// <summary>Looks at every segment from the last good message on.</summary>
    /// <param name="behind">The place behind an unfinished batch, whose records are not worth keeping.</param>
    /// <returns>Whether there are sound records.</returns>
    public bool Examine(LogPosition behind)
    {
        foreach (var id in ids)
        {
            if (id >= good.Segment)
                _tails.Add(Examine(id, behind));
        }

        return _tails.Exists(tail => tail.Records > 0);
    }

    /// <summary>Removes everything that was found, sound records only after a copy was made.</summary>
    public void Remove()
    {
        foreach (var tail in _tails)
        {
            if (tail.Records > 0)
                _quarantined.Add(Quarantine.Keep(directory, tail.Id, tail.From, tail.End));
        }

        for (var index = _tails.Count - 1; index >= 0; index--)
            Remove(_tails[index]);
        if (good.IsBegun)
            RewriteHeader();
    }

    private Tail Examine(SegmentId id, LogPosition behind)
    {
        var from = id == good.Segment && good.IsBegun ? good.Offset : 0;
        using var file = SegmentOpener.TryOpenFile(directory, id);
        using var view = file is null ? null : SegmentOpener.TryMapRaw(file, id);
        if (file is null || view is null || TailSearch.Examine(view, TailSearch.SkipZeros(file, from)) is var content && content.IsEmpty)
            return new Tail(id, from, from, 0);
        var end = content.End;
        if (id < behind.Segment)
            return new Tail(id, from, end, 0);
        var lookFrom = id == behind.Segment ? Math.Max(from, behind.Offset) : Math.Max(from, SegmentHeader.Size);
        return new Tail(id, from, end, TailSearch.Examine(view, lookFrom).Records);
    }

    private void Remove(Tail tail)
    {
        DroppedBytes += tail.End - tail.From;
        if (tail.Id > good.FirstFree) // that one has been prepared, as a rule
        {
            directory.Files.Delete(directory.SegmentPath(tail.Id));
            directory.Files.SyncDirectory(directory.Path);
            return;
        }

        directory.Files.Delete(directory.IndexPath(tail.Id));
        if (tail.End > tail.From)
            Clear(tail);
    }

    private void Clear(Tail tail)
    {
        using var file = directory.Files.Open(directory.SegmentPath(tail.Id), FileIntent.ReadWrite);
        for (var to = Math.Min(tail.End, file.Length); to > tail.From;)
        {
            var from = Math.Max(tail.From, (to - 1) / Block * Block);
            file.Write(new byte[to - from], from);
            to = from;
        }

        file.Flush();
    }

    // Takes back a seal that reached the disk before what it sealed, or one that was not finished.
    private void RewriteHeader()
    {
        using var file = directory.Files.Open(directory.SegmentPath(good.Segment), FileIntent.ReadWrite);
        if (SegmentOpener.ReadHeader(file, good.Segment, out _) is not { } header || (header.Sealed && header.EndOffset == good.Offset))
            return;
        Span<byte> expected = stackalloc byte[SegmentHeader.Size];
        Span<byte> found = stackalloc byte[SegmentHeader.Size];
        header.Unsealed.Write(expected);
        file.ReadExactly(found, 0);
        if (found.SequenceEqual(expected))
            return;
        file.Write(expected, 0);
        file.Flush();
    }

    private readonly record struct Tail(SegmentId Id, long From, long End, long Records);
}
