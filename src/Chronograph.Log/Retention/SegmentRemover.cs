namespace Chronograph.Log;

/// <summary>Applies a retention policy. Only under the writer's lock.</summary>
internal sealed class SegmentRemover(LogDirectory directory, RetentionPolicy policy, TimeProvider clock)
{
    /// <summary>Decides which segments go, and removes them unless this is a dry run.</summary>
    /// <param name="description">The log now.</param>
    /// <param name="remove">Whether to remove them.</param>
    public RetentionReport Run(LogDescription description, bool remove)
    {
        var going = Choose(description);
        if (remove)
            going.ForEach(Remove);
        var first = going.Count > 0 ? going[^1].FirstSequence + going[^1].MessageCount : description.FirstSequence;
        return new RetentionReport(going, going.Count * description.SegmentSize, first);
    }

    private List<LogSegment> Choose(LogDescription description)
    {
        var segments = description.Segments;
        var going = new List<LogSegment>();
        // The newest one with messages stays whatever the policy says: the numbering goes on from it.
        var newest = segments.Count - 1;
        while (newest > 0 && segments[newest].MessageCount == 0)
            newest--;
        for (var index = 0; index < newest; index++)
        {
            var left = (segments.Count - index) * description.SegmentSize;
            var last = segments[index].FirstSequence + segments[index].MessageCount - 1;
            var wanted = IsTooOld(segments[index]) || left > policy.MaxBytes;
            if (!wanted || !segments[index].Sealed || last > description.DurableSequence || IsHeldBack(description, last, left))
                break;
            going.Add(segments[index]);
        }

        return going;
    }

    private bool IsTooOld(LogSegment segment) => policy.MaxAge is { } age
        && clock.GetUtcNow() - UnixTime.FromNanoseconds(segment.LastTimestampNs) > age;

    // A cursor in this segment holds it and everything behind it.
    private bool IsHeldBack(LogDescription description, long lastSequence, long left) =>
        !(left > policy.MaxLag) && description.Cursors.Any(cursor => cursor.NextSequence <= lastSequence);

    // Each removal reaches the disk before the next: a power loss leaves no gap.
    private void Remove(LogSegment segment)
    {
        var id = new SegmentId(segment.Id);
        directory.Files.Delete(directory.IndexPath(id));
        directory.Files.Delete(directory.SegmentPath(id));
        directory.Files.SyncDirectory(directory.Path);
    }
}
