using System.Diagnostics.Metrics;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

public class MeterTests
{
    [Fact]
    public void The_meter_tells_what_every_open_log_did()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        using var meter = new Measured(directory.Path);
        Assert.Equal(0, meter["chronograph.log.appends"]);
        using var reader = log.CreateReader(LogStart.First);
        using var ahead = log.CreateReader(LogStart.First);
        for (var number = 0; number < 500; number++)
            log.Append(new byte[1000]);
        log.Flush();
        Assert.True(reader.TryRead(out _));
        while (ahead.TryRead(out _))
        {
        }

        using var cursor = log.OpenCursor("billing");
        cursor.Save(101);
        Assert.Equal(500, meter["chronograph.log.appends"]);
        Assert.InRange(meter["chronograph.log.bytes"], 499 * 1088, 500 * 1088 + 9 * 1088);
        Assert.Equal(log.Describe().Segments.Count - 1, meter["chronograph.log.rolls"]);
        Assert.Equal(499, meter["chronograph.log.reader.lag"]);
        Assert.Equal(400, meter["chronograph.log.cursor.lag"]);
        Assert.InRange(meter["chronograph.log.flush.duration"], 1, 1000);
    }

    [Fact]
    public void A_log_opened_for_reading_tells_how_far_its_readers_are_behind_until_it_is_closed()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        for (var number = 0; number < 7; number++)
            log.Append("a"u8);
        log.Dispose();
        using var meter = new Measured(directory.Path);
        using (var readOnly = MessageLog.OpenReadOnly(directory.Path))
        using (var reader = readOnly.CreateReader(LogStart.At(3)))
        {
            Assert.Equal(5, meter["chronograph.log.reader.lag"]);
            Assert.Equal(-1, meter["chronograph.log.appends"]);
        }

        Assert.Equal(-1, meter["chronograph.log.reader.lag"]);
    }

    /// <summary>What the meter says about one log: the value of an instrument, or -1 for none; of a histogram the count.</summary>
    private sealed class Measured : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly Dictionary<string, long> _values = [];
        private readonly string _log;
        private int _flushes;

        public Measured(string log)
        {
            _log = log;
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Chronograph.Log")
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            {
                if (IsOfLog(tags))
                    _values[instrument.Name] = value;
            });
            _listener.SetMeasurementEventCallback<double>((_, value, tags, _) =>
            {
                if (IsOfLog(tags) && value >= 0)
                    Interlocked.Increment(ref _flushes);
            });
            _listener.Start();
        }

        public long this[string instrument]
        {
            get
            {
                if (instrument.EndsWith(".duration", StringComparison.Ordinal))
                    return Volatile.Read(ref _flushes);
                _values.Clear();
                _listener.RecordObservableInstruments();
                return _values.GetValueOrDefault(instrument, -1);
            }
        }

        public void Dispose() => _listener.Dispose();

        private bool IsOfLog(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (var (key, value) in tags)
            {
                if (key == "log" && _log.Equals(value))
                    return true;
            }

            return false;
        }
    }
}
