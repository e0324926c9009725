using System.Globalization;
using System.Text.Json;
using Chronograph.Selftest;

namespace Chronograph.Cli;

/// <summary>How the result of <c>log bench</c> looks.</summary>
internal sealed class LogBenchView(LogSpeedOptions options, LogSpeedResult result, string machine, string fileSystem)
{
    public void Write(Utf8JsonWriter json)
    {
        Write(json, "floor_ns", result.FloorNs);
        Write(json, "append_ns", result.AppendNs);
        Write(json, "append_precise_ns", result.AppendPreciseNs);
        Write(json, "batch_ns", result.BatchNs);
        Write(json, "read_ns", result.ReadNs);
        json.WriteNumber("messages_per_second", Math.Round(result.MessagesPerSecond));
        Write(json, "bytes_allocated_per_message", result.BytesAllocatedPerMessage);
        WriteLatency(json, "latency_ns", result.Latency);
        Write(json, "clock_ns", result.ClockNs);
        Write(json, "scan_ns", result.ScanNs);
        WriteLatency(json, "latency_floor_ns", result.LatencyFloor);
        json.WriteNumber("latency_rate", result.PacedPerSecond);
        json.WriteNumber("messages", options.Messages);
        json.WriteNumber("payload", options.PayloadBytes);
        json.WriteNumber("readers", options.Readers);
        json.WriteString("machine", machine);
        json.WriteString("file_system", fileSystem);
    }

    public void Lay(TextPage page)
    {
        page.Line(machine);
        page.Line($"{fileSystem}; {Quantities.Count(options.Messages, "message")} of {Quantities.Bytes(options.PayloadBytes)}");
        page.Table(Times());
        page.Line();
        page.Facts(
            ("allocated for each message", $"{Number(result.BytesAllocatedPerMessage)} bytes"),
            ($"one writer, {Quantities.Count(options.Readers, "reader")}", $"{Quantities.Count((long)result.MessagesPerSecond)} messages/s"));
        page.Table(Latency());
    }

    private static void WriteLatency(Utf8JsonWriter json, string name, Percentiles latency)
    {
        json.WriteStartObject(name);
        json.WriteNumber("p50", latency.P50);
        json.WriteNumber("p90", latency.P90);
        json.WriteNumber("p99", latency.P99);
        json.WriteNumber("p99.9", latency.P999);
        json.WriteNumber("max", latency.Max);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, double value) => json.WriteNumber(name, Math.Round(value, 2));

    private TextTable Times()
    {
        var table = new TextTable("a message", "#ns", "beside", "#ns", "#ratio");
        Row(table, "append, caller's timestamp", result.AppendNs, "raw loop", result.FloorNs);
        Row(table, "append, precise timestamp", result.AppendPreciseNs, "raw loop and clock", result.FloorNs + result.ClockNs);
        Row(table, "append, batch of 32", result.BatchNs, "raw loop", result.FloorNs);
        Row(table, "read, checksums verified", result.ReadNs, "raw scan", result.ScanNs);
        return table;
    }

    private TextTable Latency()
    {
        var table = new TextTable($"append at {Quantities.Count((long)result.PacedPerSecond)}/s, ns", "#p50", "#p90", "#p99", "#p99.9", "#max");
        Row(table, "from when it was due", result.Latency);
        Row(table, "the same pace without a log", result.LatencyFloor);
        return table;
    }

    private static void Row(TextTable table, string what, Percentiles latency) => table.Row(
        what, Quantities.Count(latency.P50), Quantities.Count(latency.P90), Quantities.Count(latency.P99),
        Quantities.Count(latency.P999), Quantities.Count(latency.Max));

    private static void Row(TextTable table, string what, double time, string beside, double floor) =>
        table.Row(what, Number(time), beside, Number(floor), Number(time / floor));

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
