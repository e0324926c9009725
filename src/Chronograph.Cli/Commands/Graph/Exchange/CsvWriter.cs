using System.Buffers;

namespace Chronograph.Cli;

/// <summary>Writes comma-separated values as RFC 4180 defines them, with <c>\n</c> at the end of a line.</summary>
internal sealed class CsvWriter(TextWriter text)
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    /// <summary>Writes a row.</summary>
    public void WriteRow(params ReadOnlySpan<string> fields)
    {
        for (var index = 0; index < fields.Length; index++)
        {
            if (index > 0)
                text.Write(',');
            WriteField(fields[index]);
        }
        text.Write('\n');
    }

    private void WriteField(string field)
    {
        if (!field.AsSpan().ContainsAny(NeedQuotes))
        {
            text.Write(field);
            return;
        }
        text.Write('"');
        text.Write(field.Replace("\"", "\"\""));
        text.Write('"');
    }
}
