using Chronograph.Log;

namespace Chronograph.Selftest;

/// <summary>Sizes of segments.</summary>
internal static class SegmentSizes
{
    /// <summary>The smallest segment that holds so many messages of a size.</summary>
    public static long For(long messages, int payloadBytes)
    {
        const long Unit = MessageLogOptions.SegmentSizeUnit;
        var bytes = SegmentHeader.Size + (messages * RecordLayout.SizeOf(payloadBytes));
        return (bytes + Unit - 1) / Unit * Unit;
    }
}
