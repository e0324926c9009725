using System.Text;

namespace Chronograph.Code;

/// <summary>What a git command left behind.</summary>
/// <param name="ExitCode">0 when it succeeded.</param>
/// <param name="Bytes">Its standard output.</param>
/// <param name="Errors">Its standard error, trimmed.</param>
internal sealed record GitOutput(int ExitCode, byte[] Bytes, string Errors)
{
    public bool Succeeded => ExitCode == 0;

    public string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>The pieces of a listing that was asked for with <c>-z</c>.</summary>
    public string[] Fields => Text.Split('\0', StringSplitOptions.RemoveEmptyEntries);
}
