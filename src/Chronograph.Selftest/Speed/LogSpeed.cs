using Chronograph.Log;

namespace Chronograph.Selftest;

/// <summary>Measures a log on this machine, each figure beside its floor in the same run.</summary>
internal static class LogSpeed
{
    /// <summary>The largest segment that is made for a measurement.</summary>
    public const long LargestSegment = 1L << 30;

    private const long RoundBytes = 2 << 20;
    private const double PacedPerSecond = 100_000;
    private const long PacedMessages = 200_000;

    /// <param name="options">What to measure, and where.</param>
    /// <param name="stop">Ends the measuring between two steps.</param>
    public static LogSpeedResult Measure(LogSpeedOptions options, CancellationToken stop = default)
    {
        var directory = Directory.CreateDirectory(Path.Combine(options.Directory, Path.GetRandomFileName())).FullName;
        try
        {
            return Measure(options, directory, stop);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static LogSpeedResult Measure(LogSpeedOptions options, string directory, CancellationToken stop)
    {
        var append = MeasureAppends(options, directory, out var log, out var messages, out var appendAllocates);
        stop.ThrowIfCancellationRequested();
        var reading = new ReadSpeed(log, messages);
        var (scan, read) = reading.Measure();
        var readAllocates = reading.Allocated();
        stop.ThrowIfCancellationRequested();
        var (latency, latencyFloor) = MeasureLatency(options, Path.Combine(directory, "paced"));
        stop.ThrowIfCancellationRequested();
        return new LogSpeedResult
        {
            FloorNs = append.Floor,
            AppendNs = append.Append,
            AppendPreciseNs = append.Precise,
            BatchNs = append.Batch,
            ClockNs = ClockSpeed.Measure(),
            ScanNs = scan,
            ReadNs = read,
            BytesAllocatedPerMessage = Math.Max(appendAllocates, readAllocates),
            MessagesPerSecond = TailingSpeed.Measure(Path.Combine(directory, "tailed"), options),
            PacedPerSecond = PacedPerSecond,
            Latency = latency,
            LatencyFloor = latencyFloor,
        };
    }

    private static AppendTimes MeasureAppends(
        LogSpeedOptions options, string directory, out string log, out long messages, out double allocates)
    {
        var round = Math.Min(options.Messages / Rounds.Count, RoundBytes / RecordLayout.SizeOf(options.PayloadBytes));
        using var appends = new AppendSpeed(directory, options.PayloadBytes, Math.Max(1, round));
        var times = appends.Measure();
        allocates = appends.Allocated();
        (log, messages) = (appends.Directory, appends.Messages);
        return times;
    }

    private static (Percentiles Log, Percentiles Floor) MeasureLatency(LogSpeedOptions options, string directory)
    {
        var payload = Payloads.Random(options.PayloadBytes);
        using var log = MessageLog.Open(directory);
        Rounds.Warm(count => PacedAppends.Run(log, payload, count, PacedPerSecond));
        log.WaitUntilWorkerIsIdle();
        var messages = Math.Min(options.Messages, PacedMessages);
        var floor = PacedAppends.Run(null, payload, messages, PacedPerSecond);
        return (PacedAppends.Run(log, payload, messages, PacedPerSecond).Summary(), floor.Summary());
    }
}
