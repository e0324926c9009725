namespace Chronograph.Log;

/// <summary>What a writer has appended since it opened the log, from what other threads see of it anyway.</summary>
/// <param name="appender">The writer's appender.</param>
/// <param name="start">Where it began.</param>
internal sealed class AppendedNumbers(Appender appender, LogPosition start, long segmentSize)
{
    public long Messages => appender.NextSequence - start.NextSequence;

    /// <summary>Headers and padding included, up to the newest record and without it.</summary>
    public long Bytes => appender.Published is { } segment
        ? Math.Max(0, ((segment.Id.Value - start.Segment.Value) * segmentSize) + segment.LastRecord - start.Offset)
        : 0;

    public long Rolls => appender.Published is { } segment ? Math.Max(0, segment.Id.Value - start.Segment.Value) : 0;
}
