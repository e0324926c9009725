using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Chronograph.Cli;

/// <summary>How a message looks in a list.</summary>
internal static class MessageView
{
    /// <summary>Number, time, type and payload.</summary>
    public static ItemView<PrintedMessage> Instance { get; } = new(
        [
            new("seq", message => message.Sequence.ToString(), RightAligned: true, MinimumWidth: 8),
            new("time", message => Time(message.Timestamp), MinimumWidth: 24),
            new("type", message => message.Type.ToString(), RightAligned: true),
            new("payload", message => message.Text ?? $"({Quantities.Count(message.Payload.Length, "byte")}, not UTF-8)"),
        ],
        Write);

    private static void Write(Utf8JsonWriter json, PrintedMessage message)
    {
        json.WriteNumber("seq", message.Sequence);
        json.WriteNumber("timestamp_ns", message.TimestampNs);
        json.WriteNumber("type", message.Type);
        json.WriteNumber("length", message.Payload.Length);
        if (Utf8.IsValid(message.Payload))
            json.WriteString("payload", message.Payload);
        else
            json.WriteBase64String("payload_base64", message.Payload);
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
