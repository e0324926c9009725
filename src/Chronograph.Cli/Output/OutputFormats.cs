using System.CommandLine.Parsing;

namespace Chronograph.Cli;

/// <summary>Reads the value of <c>--format</c>.</summary>
internal static class OutputFormats
{
    /// <summary>Parses the option's value.</summary>
    public static OutputFormat Parse(ArgumentResult result)
    {
        switch (result.Tokens[0].Value)
        {
            case "text":
                return OutputFormat.Text;
            case "json":
                return OutputFormat.Json;
            default:
                result.AddError($"'{result.Tokens[0].Value}' is not a format; use text or json.");
                return OutputFormat.Text;
        }
    }
}
