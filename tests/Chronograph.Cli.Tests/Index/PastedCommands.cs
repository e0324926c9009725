using System.Diagnostics;

namespace Chronograph.Cli.Tests;

/// <summary>Does what a user does with the commands that the program suggests.</summary>
internal static class PastedCommands
{
    /// <summary>Pastes each into a shell and checks that it answers something.</summary>
    public static void AllWork(ToolResult indexed, int expected)
    {
        string[] commands = [.. indexed.ErrorLines.Where(line => line.Contains(" graph ")).Select(line => line.Trim())];
        Assert.Equal(expected, commands.Length);
        Assert.All(commands, command => Assert.NotEmpty(Paste(command)));
    }

    private static string Paste(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true })!;
        var output = shell.StandardOutput.ReadToEnd();
        Tool.WaitForExit(shell);
        Assert.Equal(0, shell.ExitCode);
        return output;
    }
}
