using System.Diagnostics;

namespace Chronograph.Cli.Tests;

/// <summary>On POSIX systems, where a shell connects the output to whatever it likes.</summary>
public sealed class Standard_output(SampleGraph graph) : IClassFixture<SampleGraph>
{
    [Fact]
    public void Of_two_commands_into_one_file_stands_one_after_the_other()
    {
        var file = Path.Combine(graph.Parent, "both");
        Shell($"({Stats} --at 1; {Stats} --at 2) > '{file}'");
        var lines = File.ReadAllLines(file);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("{\"version\":1,", lines[0]);
        Assert.StartsWith("{\"version\":2,", lines[1]);
    }

    [Fact]
    public void Onto_a_full_disk_is_an_error()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This system has no /dev/full.");
        var (exitCode, error) = Shell($"{Stats} > /dev/full");
        Assert.Equal(5, exitCode);
        Assert.StartsWith("error: Cannot write to standard output: No space left", error);
    }

    [Fact]
    public void That_nobody_reads_is_no_error()
    {
        var (exitCode, error) = Shell($"set -o pipefail; {Stats} | true");
        Assert.Equal(0, exitCode);
        Assert.Empty(error);
    }

    private string Stats => $"'{Tool.Path}' graph stats '{graph.Path}' --format json";

    private static (int ExitCode, string Error) Shell(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardError = true })!;
        var error = shell.StandardError.ReadToEnd();
        Tool.WaitForExit(shell);
        return (shell.ExitCode, error);
    }
}
