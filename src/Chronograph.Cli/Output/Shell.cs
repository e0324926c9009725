using System.Buffers;

namespace Chronograph.Cli;

/// <summary>Writes words so that they can be pasted into a shell.</summary>
internal static class Shell
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=@%+,");

    /// <summary>The word, in quotes where a POSIX shell (or PowerShell) would otherwise take it apart.</summary>
    public static string Quote(string word)
    {
        if (word.Length > 0 && !word.AsSpan().ContainsAnyExcept(Plain))
            return word;
        var escaped = OperatingSystem.IsWindows() ? word.Replace("'", "''") : word.Replace("'", "'\\''");
        return $"'{escaped}'";
    }
}
