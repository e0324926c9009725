using System.Text.Json;

namespace Chronograph.Cli.Tests;

/// <summary>What the program left behind when it ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record ToolResult(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of standard output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The lines of standard error.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Standard output as one JSON object.</summary>
    public JsonElement Json => Assert.Single(JsonLines);

    /// <summary>Standard output as JSON objects, one per line.</summary>
    public JsonElement[] JsonLines => [.. Lines.Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>Checks that the program did its work and had nothing to complain about.</summary>
    public ToolResult Succeeds()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}: {Error}");
        return this;
    }

    /// <summary>Checks that the program ended with one line that says why, and printed no data.</summary>
    public ToolResult Fails(int exitCode, string because)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode}: {Output}{Error}");
        Assert.Contains(because, ErrorLines[0]);
        Assert.StartsWith("error: ", ErrorLines[0]);
        Assert.Empty(Output);
        return this;
    }
}
