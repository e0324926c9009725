using Chronograph.Log;

namespace Chronograph.Selftest;

/// <summary>Sizes of segments.</summary>
internal static class SegmentSizes
{
    /// <summary>Room for so many messages behind the place where the next segment is asked for.</summary>
    public static long WithNextAsked(long messages) => (messages * AppendHead.PrepareAheadShare / (AppendHead.PrepareAheadShare - 1)) + 1;

    /// <summary>Messages that take a new segment of some size to that place.</summary>
    public static long UntilNextIsAsked(long segmentSize, int payloadBytes) =>
        (segmentSize / AppendHead.PrepareAheadShare / RecordLayout.SizeOf(payloadBytes)) + 1;

    /// <summary>The smallest segment that holds so many messages of a size.</summary>
    public static long For(long messages, int payloadBytes)
    {
        const long Unit = MessageLogOptions.SegmentSizeUnit;
        var bytes = SegmentHeader.Size + (messages * RecordLayout.SizeOf(payloadBytes));
        return (bytes + Unit - 1) / Unit * Unit;
    }
}
