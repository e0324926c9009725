using Chronograph.Log;

namespace Chronograph.Cli;

/// <summary>How segments of a log look as text.</summary>
internal static class SegmentTable
{
    /// <summary>Adds the table; adds nothing when there are none.</summary>
    public static void Segments(this TextPage page, IEnumerable<LogSegment> segments)
    {
        var table = new TextTable("#segment", "#first message", "#messages", "state", "#size", "from", "to");
        foreach (var segment in segments)
            AddRow(table, segment);
        page.Table(table);
    }

    private static void AddRow(TextTable table, LogSegment segment) => table.Row(
        segment.Id.ToString(),
        segment.FirstSequence.ToString(),
        Quantities.Count(segment.MessageCount),
        segment.Sealed ? "sealed" : "open",
        Quantities.Bytes(segment.Bytes),
        Time(segment, segment.FirstTimestampNs),
        Time(segment, segment.LastTimestampNs));

    private static string Time(LogSegment segment, long nanoseconds) => segment.MessageCount == 0
        ? ""
        : Quantities.Time(DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick));
}
