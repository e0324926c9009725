using System.Text;
using System.Text.Json;
using Chronograph.Log;

namespace Chronograph.Ingest;

/// <summary>The messages that could not be used, each with its reason, in a log beside the store's own files.</summary>
/// <remarks>
/// The log is created by the first rejection. A message is entered once, although a run that was killed reads it again:
/// an entry up to the last one of the same source is known already.
/// </remarks>
internal sealed class RejectionLog : IDisposable
{
    private const string DirectoryName = "rejections";
    private const int SegmentSize = 1 << 20;
    private const int PayloadLimit = 64 * 1024;

    private readonly string _directory;
    private readonly string _source;
    private MessageLog? _log;
    private long _lastEntered;

    public RejectionLog(string storeDirectory, string source)
    {
        _directory = Path.Combine(storeDirectory, DirectoryName);
        _source = source;
    }

    /// <summary>How many messages of a source were rejected.</summary>
    public static long Count(string storeDirectory, string source) =>
        Survey(Path.Combine(storeDirectory, DirectoryName), source).Count;

    /// <summary>Enters a message that was not entered before.</summary>
    public void Add(in Message message, string reason)
    {
        if (_log is null)
        {
            _lastEntered = Survey(_directory, _source).Last;
            _log = MessageLog.Open(_directory, new MessageLogOptions { SegmentSize = SegmentSize });
        }

        if (message.Sequence <= _lastEntered)
            return;
        _log.Append(Entry(message, reason), message.Type);
        _lastEntered = message.Sequence;
    }

    /// <summary>Makes what was entered survive a power loss.</summary>
    public void Flush() => _log?.Flush();

    public void Dispose() => _log?.Dispose();

    private static (long Count, long Last) Survey(string directory, string source)
    {
        if (!MessageLog.Exists(directory))
            return (0, 0);
        var (count, last) = (0L, 0L);
        using var log = MessageLog.OpenReadOnly(directory);
        using var reader = log.CreateReader(LogStart.First);
        while (reader.TryRead(out var entry))
        {
            using var json = JsonDocument.Parse(entry.Payload.ToArray());
            if (json.RootElement.GetProperty("log").GetString() != source)
                continue;
            count++;
            last = json.RootElement.GetProperty("seq").GetInt64();
        }

        return (count, last);
    }

    private byte[] Entry(in Message message, string reason)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            var kept = message.Payload[..Math.Min(message.Payload.Length, PayloadLimit)];
            json.WriteStartObject();
            json.WriteString("log", _source);
            json.WriteNumber("seq", message.Sequence);
            json.WriteNumber("type", message.Type);
            json.WriteString("reason", reason);
            if (System.Text.Unicode.Utf8.IsValid(kept))
                json.WriteString("payload", Encoding.UTF8.GetString(kept));
            else
                json.WriteBase64String("payload_base64", kept);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
