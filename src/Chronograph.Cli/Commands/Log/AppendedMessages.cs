using System.Text.Json;
using Chronograph.Log;

namespace Chronograph.Cli;

/// <summary>Appends messages and keeps count of them.</summary>
/// <param name="log">The log, open for writing.</param>
/// <param name="type">The type of all the messages.</param>
internal sealed class AppendedMessages(MessageLog log, ushort type)
{
    private long _count;
    private long _first;
    private long _last;

    /// <summary>Appends a message.</summary>
    /// <param name="payload">Its bytes.</param>
    /// <param name="what">What they are, for the line that says that they are too many.</param>
    public void Add(ReadOnlySpan<byte> payload, string what)
    {
        try
        {
            _last = log.Append(payload, type);
        }
        catch (ArgumentException error) when (error.ParamName == "payload")
        {
            throw TooLarge(what, payload.Length, error);
        }
        if (_count++ == 0)
            _first = _last;
    }

    /// <summary>Writes what was appended; without messages there is no first and no last.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("appended", _count);
        WriteSequence(json, "first_seq", _first);
        WriteSequence(json, "last_seq", _last);
        json.WriteNumber("durable_seq", log.DurableSequence);
    }

    /// <summary>Says what was appended.</summary>
    public void Lay(TextPage page) =>
        page.Line($"Appended {Quantities.Count(_count, "message")}{Which}. On the disk up to {log.DurableSequence}.");

    /// <summary>Says what had been appended when something stood in the way.</summary>
    public string Before => _count == 0 ? "Nothing was appended." : $"Appended before it: {Quantities.Count(_count, "message")}{Which}.";

    private string Which => _count switch
    {
        0 => "",
        1 => $": number {_first}",
        _ => $": numbers {_first} to {_last}",
    };

    private CommandException TooLarge(string what, int length, ArgumentException error)
    {
        log.Flush();
        var limit = error.Message.Split(" (Parameter ")[0];
        return CommandException.Usage($"{log.Directory}: {what} has {length} bytes. {limit} {Before}");
    }

    private void WriteSequence(Utf8JsonWriter json, string property, long sequence)
    {
        if (_count == 0)
            json.WriteNull(property);
        else
            json.WriteNumber(property, sequence);
    }
}
