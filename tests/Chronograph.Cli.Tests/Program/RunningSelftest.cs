using System.Diagnostics;
using System.Text.Json;
using Chronograph.Testing;

namespace Chronograph.Cli.Tests;

/// <summary>A self-test that was started with seed 7, for as long as one likes.</summary>
internal sealed class RunningSelftest : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Process _process;

    /// <summary>Starts <c>chronograph NOUN selftest</c>.</summary>
    public RunningSelftest(string noun) =>
        _process = Tool.Start([noun, "selftest", _directory.Path, "--minutes", "60", "--seed", "7", "--format", "json"]);

    /// <summary>What it says next.</summary>
    public async Task<string?> SayingAsync() => await _process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);

    /// <summary>Waits until files whose path has this in it are there.</summary>
    public async Task<string[]> FilesAsync(string part)
    {
        while (true)
        {
            var files = Directory.GetFiles(_directory.Path, "*", SearchOption.AllDirectories).Where(file => file.Contains(part, StringComparison.Ordinal)).ToArray();
            if (files.Length > 0)
                return files;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Spoils every file whose path has this in it, over and over, until the self-test says that it found something.</summary>
    public async Task SpoilUntilFoundAsync(string part)
    {
        for (var said = SayingAsync(); ;)
        {
            if (said.IsCompleted && (await said)!.Contains("Not as promised", StringComparison.Ordinal))
                return;
            if (said.IsCompleted)
                said = SayingAsync();
            foreach (var file in await FilesAsync(part))
                Spoil(file);
            await Task.WhenAny(said, Task.Delay(50, TestContext.Current.CancellationToken));
        }
    }

    /// <summary>Presses Ctrl-C.</summary>
    /// <returns>The exit code, and what was reported.</returns>
    public async Task<(int ExitCode, JsonElement Report)> InterruptAsync()
    {
        Signals.Interrupt(_process);
        var error = _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var report = await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await error;
        Tool.WaitForExit(_process);
        return (_process.ExitCode, JsonDocument.Parse(report).RootElement);
    }

    /// <summary>What is left in the directory.</summary>
    public string[] Remains => Directory.GetFileSystemEntries(_directory.Path);

    /// <summary>Whether a process is left that was told of the directory.</summary>
    public bool LeavesProcesses => Directory.GetDirectories("/proc").Any(process => CommandLine(process).Contains(_directory.Path, StringComparison.Ordinal));

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
        _directory.Dispose();
    }

    private static void Spoil(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[file.Length];
            Array.Fill(bytes, (byte)0x5A);
            file.Write(bytes);
        }
        catch (IOException)
        {
            return; // the self-test removed it first
        }
    }

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return ""; // no process, or it has ended
        }
    }
}
