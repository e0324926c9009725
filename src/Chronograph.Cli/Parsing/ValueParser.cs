using System.CommandLine.Parsing;

namespace Chronograph.Cli;

/// <summary>Adapts a reader of values to the grammar, with one wording for values that cannot be read.</summary>
internal static class ValueParser
{
    /// <summary>Reads a value, or says what was expected.</summary>
    public delegate bool TryParse<T>(string text, out T value);

    /// <summary>A parser for an option or argument that takes one value.</summary>
    /// <param name="read">Reads the value.</param>
    /// <param name="expected">What values look like, for the error line.</param>
    public static Func<ArgumentResult, T?> One<T>(TryParse<T> read, string expected) => result =>
    {
        if (read(result.Tokens[0].Value, out var value))
            return value;
        result.AddError($"'{result.Tokens[0].Value}' is not {expected}.");
        return default;
    };

    /// <summary>A parser for an argument that takes several values.</summary>
    /// <param name="read">Reads one of the values.</param>
    /// <param name="expected">What values look like, for the error line.</param>
    public static Func<ArgumentResult, T[]?> Many<T>(TryParse<T> read, string expected) => result =>
    {
        var values = new List<T>();
        foreach (var token in result.Tokens)
        {
            if (read(token.Value, out var value))
                values.Add(value);
            else
                result.AddError($"'{token.Value}' is not {expected}.");
        }
        return [.. values];
    };
}
