using System.Text;
using System.Text.Unicode;
using Chronograph.Log;

namespace Chronograph.Cli;

/// <summary>A message taken out of the log so that it can be printed.</summary>
/// <param name="Sequence">Its sequence number.</param>
/// <param name="TimestampNs">Nanoseconds since 1970, UTC.</param>
/// <param name="Timestamp">The same as a time.</param>
/// <param name="Type">Its type.</param>
/// <param name="Payload">A copy of its bytes.</param>
internal readonly record struct PrintedMessage(
    long Sequence,
    long TimestampNs,
    DateTimeOffset Timestamp,
    ushort Type,
    byte[] Payload)
{
    /// <summary>The payload as text; null when it is not UTF-8.</summary>
    public string? Text => Utf8.IsValid(Payload) ? Encoding.UTF8.GetString(Payload) : null;

    /// <summary>Takes a copy.</summary>
    public static PrintedMessage Of(in Message message) => new(
        message.Sequence,
        message.TimestampNs,
        message.Timestamp,
        message.Type,
        message.Payload.ToArray());
}
