using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Chronograph.Log;

/// <summary>The meter <c>Chronograph.Log</c>: what the logs that this process has open tell <c>dotnet-counters</c> and its like.</summary>
/// <remarks>
/// The append path pays nothing: the counters read, when somebody collects them, words that are there anyway. Every
/// measurement has the tag <c>log</c>, the log's directory.
/// </remarks>
internal static class LogMeter
{
    private const string Tag = "log";

    private static readonly ConcurrentDictionary<LogMetrics, bool> Open = new();
    private static readonly Meter Meter = new("Chronograph.Log", typeof(LogMeter).Assembly.GetName().Version?.ToString(3));

    private static readonly Histogram<double> FlushDuration =
        Meter.CreateHistogram<double>("chronograph.log.flush.duration", "s", "How long the disk took to make messages durable");

    static LogMeter()
    {
        Meter.CreateObservableCounter("chronograph.log.appends", () => Measure(log => log.Appends), "{message}", "Messages appended by this process");
        Meter.CreateObservableCounter("chronograph.log.bytes", () => Measure(log => log.Bytes), "By", "Bytes of segments filled by this process");
        Meter.CreateObservableCounter("chronograph.log.rolls", () => Measure(log => log.Rolls), "{segment}", "Times that this process went on to a new segment");
        Meter.CreateObservableGauge("chronograph.log.reader.lag", () => Measure(log => log.ReaderLag), "{message}", "Messages between the slowest open reader of this process and the end of the log");
        Meter.CreateObservableGauge("chronograph.log.cursor.lag", MeasureCursors, "{message}", "Messages between a saved cursor and the end of the log");
    }

    public static void Add(LogMetrics log) => Open.TryAdd(log, true);

    public static void Remove(LogMetrics log) => Open.TryRemove(log, out _);

    public static void Flushed(TimeSpan duration, string log)
    {
        if (FlushDuration.Enabled)
            FlushDuration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>(Tag, log));
    }

    private static IEnumerable<Measurement<long>> Measure(Func<LogMetrics, long?> read) =>
        from log in Open.Keys
        let value = read(log)
        where value is not null
        select new Measurement<long>(value.Value, new KeyValuePair<string, object?>(Tag, log.Directory));

    private static IEnumerable<Measurement<long>> MeasureCursors() =>
        from log in Open.Keys
        from cursor in log.CursorLags
        select new Measurement<long>(
            cursor.Lag, new KeyValuePair<string, object?>(Tag, log.Directory), new KeyValuePair<string, object?>("cursor", cursor.Name));
}
