using System.Globalization;
using System.Text;
using Chronograph.Selftest;

namespace Chronograph.Benchmarks;

/// <summary>What a soak did and found, as text.</summary>
internal static class LogSoakReport
{
    public static string Of(LogSoakResult result)
    {
        var text = new StringBuilder();
        Line(text, $"seed            {result.Seed}");
        Line(text, $"time            {result.Duration.TotalSeconds:0.0} s");
        Line(text, $"messages        {result.Messages:N0}, {result.PayloadBytes >> 20:N0} MiB of payload");
        Line(text, $"batches         {result.Batches:N0} committed; {result.Claims:N0} claims; {result.Abandoned:N0} of either abandoned");
        Line(text, $"flushes         {result.Flushes:N0}");
        Line(text, $"writers         {result.Writers:N0}, one after the other");
        Line(text, $"segments        {result.SegmentsFilled:N0} filled, {result.SegmentsRemoved:N0} of them removed by retention");
        foreach (var reader in result.Readers)
            Line(text, $"{reader.Name,-15} {reader.Messages:N0} messages in order, each once; killed {reader.Kills:N0} times; {reader.CursorsSaved:N0} cursors saved");
        Line(text, $"violations      {result.Violations.Count}");
        foreach (var violation in result.Violations)
            Line(text, $"  {violation}");
        return text.ToString().TrimEnd();
    }

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
