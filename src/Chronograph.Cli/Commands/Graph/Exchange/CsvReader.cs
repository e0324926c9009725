using System.Text;

namespace Chronograph.Cli;

/// <summary>Reads comma-separated values as RFC 4180 defines them; line ends may be <c>\n</c> too.</summary>
internal sealed class CsvReader(TextReader text)
{
    private readonly StringBuilder _field = new();
    private long _line = 1;

    /// <summary>The line on which the row that was read last begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Reads the next row; null at the end. Lines without a character are skipped.</summary>
    /// <exception cref="RowException">The quotes of the row make no sense.</exception>
    public List<string>? ReadRow()
    {
        while (text.Peek() >= 0)
        {
            Line = _line;
            if (!TryEndLine(text.Peek()))
                return ReadFields();
        }
        return null;
    }

    private List<string> ReadFields()
    {
        var fields = new List<string>();
        do
        {
            fields.Add(text.Peek() == '"' ? ReadQuoted() : ReadPlain());
        }
        while (TryTake(','));
        if (text.Peek() >= 0 && !TryEndLine(text.Peek()))
            throw new RowException(Line, "text follows a closing quote");
        return fields;
    }

    private string ReadPlain()
    {
        _field.Clear();
        while (text.Peek() is not (-1 or ',' or '\r' or '\n'))
            _field.Append((char)text.Read());
        return _field.ToString();
    }

    private string ReadQuoted()
    {
        _field.Clear();
        text.Read();
        while (true)
        {
            var character = text.Read();
            if (character < 0)
                throw new RowException(Line, "a quoted value has no end");
            if (character == '"' && !TryTake('"'))
                return _field.ToString();
            if (character == '\n')
                _line++;
            _field.Append((char)character);
        }
    }

    private bool TryTake(char expected)
    {
        if (text.Peek() != expected)
            return false;
        text.Read();
        return true;
    }

    private bool TryEndLine(int next)
    {
        if (next is not ('\r' or '\n'))
            return false;
        TryTake('\r');
        TryTake('\n');
        _line++;
        return true;
    }
}
