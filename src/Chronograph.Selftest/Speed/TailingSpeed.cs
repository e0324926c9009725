using System.Diagnostics;
using Chronograph.Log;

namespace Chronograph.Selftest;

/// <summary>One writer at full speed and processes that read along and verify everything.</summary>
internal static class TailingSpeed
{
    /// <summary>Messages in a second, from the first append until the last process has read the last message.</summary>
    /// <param name="directory">Where the log goes.</param>
    /// <param name="options">How many messages and readers.</param>
    public static double Measure(string directory, LogSpeedOptions options)
    {
        var payload = Payloads.Random(options.PayloadBytes);
        var room = SegmentSizes.WithNextAsked(Rounds.WarmUp + options.Messages);
        var size = Math.Min(LogSpeed.LargestSegment, SegmentSizes.For(room, options.PayloadBytes));
        using var log = MessageLog.Open(directory, new MessageLogOptions { SegmentSize = size });
        Rounds.Warm(count => Append(log, payload, count));
        Append(log, payload, SegmentSizes.UntilNextIsAsked(size, options.PayloadBytes)); // else a third thread would be at work
        log.WaitUntilWorkerIsIdle();

        var from = log.NextSequence;
        var readers = new List<TailingReader>();
        try
        {
            for (var index = 0; index < options.Readers; index++)
                readers.Add(TailingReader.Start(options.Reader, directory, from, from + options.Messages));
            var began = Stopwatch.GetTimestamp();
            Append(log, payload, options.Messages);
            var ended = Stopwatch.GetTimestamp();
            foreach (var reader in readers)
                ended = Math.Max(ended, reader.WaitForEnd());
            return options.Messages / Stopwatch.GetElapsedTime(began, ended).TotalSeconds;
        }
        finally
        {
            foreach (var reader in readers)
                reader.Dispose();
        }
    }

    private static void Append(MessageLog log, byte[] payload, long count)
    {
        for (var index = 0L; index < count; index++)
            log.Append(payload, new MessageProperties(TimestampNs: 1));
    }
}
