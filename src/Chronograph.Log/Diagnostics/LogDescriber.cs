using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Collects a <see cref="LogDescription"/>: one header per sealed segment, and a walk over the head.</summary>
internal static class LogDescriber
{
    public static LogDescription Describe(LogDirectory directory, ControlFile? control) =>
        SegmentCatalog.Use(directory, segments => Describe(directory, control, segments, Head));

    /// <summary>The same as if the head were empty, which saves the walk over it.</summary>
    public static LogDescription DescribeSealed(LogDirectory directory, ControlFile control) =>
        SegmentCatalog.Use(directory, segments => Describe(directory, control, segments, EmptyHead));

    private static LogDescription Describe(
        LogDirectory directory, ControlFile? control, SegmentCatalog segments, Func<SegmentCatalog, int, LogSegment> describeHead)
    {
        var described = new List<LogSegment>();
        for (var index = 0; index < segments.Count; index++)
        {
            var header = segments.HeaderOf(index);
            described.Add(header.Sealed ? Sealed(header) : describeHead(segments, index));
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
        };
    }

    private static LogSegment Sealed(in SegmentHeader header) => new(
        header.Id.Value, header.FirstSequence, header.MessageCount, true, header.EndOffset, header.FirstTimestampNs, header.LastTimestampNs);

    private static LogSegment EmptyHead(SegmentCatalog segments, int index)
    {
        var header = segments.HeaderOf(index);
        return new LogSegment(header.Id.Value, header.FirstSequence, 0, false, SegmentHeader.Size, header.FirstTimestampNs, header.FirstTimestampNs);
    }

    private static LogSegment Head(SegmentCatalog segments, int index)
    {
        using var view = segments.Open(index);
        var header = view.Header;
        var walker = new RecordWalker(view, SegmentHeader.Size, header.FirstSequence);
        while (walker.Step(checkPayload: false) == RecordStep.Message)
        {
        }

        var last = walker.RecordOffset == 0 ? header.FirstTimestampNs : view.LoadHeader(walker.RecordOffset).TimestampNs;
        var count = walker.NextSequence - header.FirstSequence;
        return new LogSegment(header.Id.Value, header.FirstSequence, count, false, walker.Offset, header.FirstTimestampNs, last);
    }
}
