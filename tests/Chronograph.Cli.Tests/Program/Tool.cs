using System.Diagnostics;

namespace Chronograph.Cli.Tests;

/// <summary>Starts the real program as a child process, the way a user's shell does.</summary>
internal static class Tool
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Where the build has put the program.</summary>
    public static string Path { get; } = FindProgram();

    /// <summary>Runs the program to its end.</summary>
    public static ToolResult Run(params string[] arguments) => Run(input: "", arguments);

    /// <summary>Runs the program to its end with a text on its standard input.</summary>
    public static ToolResult Run(string input, string[] arguments, string? workingDirectory = null)
    {
        using var process = Start(arguments, workingDirectory);
        return ToEnd(process, input);
    }

    /// <summary>Gives a program that was started its input and lets it run to its end.</summary>
    public static ToolResult ToEnd(Process process, string input)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        WaitForExit(process);
        return new ToolResult(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Starts the program and leaves it running.</summary>
    public static Process Start(string[] arguments, string? workingDirectory = null) =>
        StartProgram(Path, arguments, workingDirectory);

    /// <summary>Starts any program with its streams connected to us.</summary>
    public static Process StartProgram(string program, string[] arguments, string? workingDirectory = null) => Process.Start(
        new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory ?? "",
        })!;

    /// <summary>Waits for the end of the program, and ends it when that takes too long.</summary>
    public static void WaitForExit(Process process)
    {
        if (process.WaitForExit(Patience))
            return;
        process.Kill(entireProcessTree: true);
        throw new TimeoutException($"chronograph did not end within {Patience.TotalSeconds} s.");
    }

    // artifacts/bin/Chronograph.Cli.Tests/release/ -> artifacts/bin/Chronograph.Cli/release/
    private static string FindProgram()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var name = OperatingSystem.IsWindows() ? "chronograph.exe" : "chronograph";
        return System.IO.Path.Combine(here.Parent!.Parent!.FullName, "Chronograph.Cli", here.Name, name);
    }
}
