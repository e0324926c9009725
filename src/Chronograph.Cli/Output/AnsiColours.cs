namespace Chronograph.Cli;

/// <summary>The few colours of plain text, or none of them.</summary>
/// <param name="enabled">Whether the stream shows colours.</param>
internal sealed class AnsiColours(bool enabled)
{
    private const string Reset = "\e[0m";

    /// <summary>What went wrong.</summary>
    public string Error(string text) => Paint("\e[31m", text);

    /// <summary>A heading.</summary>
    public string Bold(string text) => Paint("\e[1m", text);

    /// <summary>What matters less.</summary>
    public string Dim(string text) => Paint("\e[2m", text);

    private string Paint(string code, string text) => enabled ? code + text + Reset : text;
}
