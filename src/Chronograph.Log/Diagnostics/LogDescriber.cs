using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Collects a <see cref="LogDescription"/>: one header per sealed segment, and a walk over the head.</summary>
internal static class LogDescriber
{
    public static LogDescription Describe(LogDirectory directory, ControlFile? control) =>
        SegmentCatalog.Use(directory, segments => Describe(directory, control, segments, directory.Tail.LastReadable, Head));

    /// <summary>The same as if the head had its first message only, if that, which saves the walk over it.</summary>
    public static LogDescription DescribeSealed(LogDirectory directory, ControlFile control) =>
        SegmentCatalog.Use(directory, segments => Describe(directory, control, segments, long.MaxValue, ShortHead));

    private static LogDescription Describe(
        LogDirectory directory, ControlFile? control, SegmentCatalog segments, long last, Func<SegmentCatalog, int, long, List<LogDamage>, LogSegment> describeHead)
    {
        var (described, damage) = (new List<LogSegment>(), new List<LogDamage>());
        for (var index = 0; index < segments.Count; index++)
        {
            var header = segments.HeaderOf(index);
            if (header.FirstSequence > last && index > 0)
                break; // a batch has begun it that is not whole
            var isWhole = header.Sealed && header.FirstSequence + header.MessageCount - 1 <= last;
            if (described.Count > 0)
                CheckChain(directory, described[^1], header, damage);
            described.Add(isWhole ? Sealed(header) : describeHead(segments, index, last, damage));
        }

        var next = described.Count > 0 ? described[^1].FirstSequence + described[^1].MessageCount : segments.Beginning.NextSequence;
        var first = described.Count > 0 ? described[0].FirstSequence : next;
        return new LogDescription
        {
            Directory = directory.Path,
            SegmentSize = segments.Count > 0 ? segments.HeaderOf(0).SegmentSize : control?.ReadGeometry()?.SegmentSize ?? 0,
            Segments = described,
            FirstSequence = first,
            NextSequence = next,
            DurableSequence = Math.Clamp(control?.DurableSequence ?? 0, 0, next - 1),
            WriterLocked = DirectoryLock.IsHeld(directory.Files, directory.Path),
            Cursors = CursorFiles.List(directory).ConvertAll(cursor =>
                new LogCursorPosition(cursor.Name, cursor.NextSequence, Math.Max(0, next - Math.Max(first, cursor.NextSequence)))),
            WriterEpoch = control?.WriterEpoch ?? 0,
            Damage = damage,
        };
    }

    private static void CheckChain(LogDirectory directory, LogSegment before, in SegmentHeader header, List<LogDamage> damage)
    {
        var expected = before.FirstSequence + before.MessageCount;
        if (header.Id.Value != before.Id + 1)
            damage.Add(new LogDamage(Path.GetFileName(directory.SegmentPath(new SegmentId(before.Id + 1))), 0, "the segment is missing"));
        else if (header.FirstSequence != expected)
            damage.Add(new LogDamage(Path.GetFileName(directory.SegmentPath(header.Id)), 16, $"the segment begins with message {header.FirstSequence} where {expected} was expected"));
    }

    private static LogSegment Sealed(in SegmentHeader header) => new(
        header.Id.Value, header.FirstSequence, header.MessageCount, true, header.EndOffset, header.FirstTimestampNs, header.LastTimestampNs);

    private static LogSegment ShortHead(SegmentCatalog segments, int index, long last, List<LogDamage> damage)
    {
        using var view = segments.Open(index);
        var header = view.Header;
        var count = view.LoadWord(SegmentHeader.Size).IsCommitted ? 1 : 0;
        return new LogSegment(header.Id.Value, header.FirstSequence, count, false, SegmentHeader.Size, header.FirstTimestampNs, header.FirstTimestampNs);
    }

    private static LogSegment Head(SegmentCatalog segments, int index, long last, List<LogDamage> damage)
    {
        using var view = segments.Open(index);
        var header = view.Header;
        var walker = new RecordWalker(view, SegmentHeader.Size, header.FirstSequence);
        var step = RecordStep.Message;
        while (walker.NextSequence <= last && step == RecordStep.Message)
            step = walker.Step(checkPayload: false);
        if (step == RecordStep.Damage)
            damage.Add(new LogDamage(Path.GetFileName(view.Path), walker.Offset, walker.Explain()));

        var newest = walker.RecordOffset == 0 ? header.FirstTimestampNs : view.LoadHeader(walker.RecordOffset).TimestampNs;
        var count = walker.NextSequence - header.FirstSequence;
        return new LogSegment(header.Id.Value, header.FirstSequence, count, false, walker.Offset, header.FirstTimestampNs, newest);
    }
}
