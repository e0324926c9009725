using System.Diagnostics;
using System.Reflection;

namespace Chronograph.Selftest;

/// <summary>This program again, in a process of its own, doing a job of <see cref="WorkerProgram"/> until it is killed or done.</summary>
/// <remarks>
/// A worker talks through its standard output and is told through its standard input. What it says must be read, or it
/// stands still once the pipe is full.
/// </remarks>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;

    private WorkerProcess(Process process) => (_process, Output) = (process, process.StandardOutput);

    /// <summary>Starts a worker.</summary>
    /// <param name="job">The name of its job.</param>
    /// <param name="arguments">What the job is told.</param>
    public static WorkerProcess Start(string job, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(Assembly.GetEntryAssembly()!.Location);
        foreach (var argument in arguments.Prepend(job).Prepend(WorkerProgram.Verb))
            start.ArgumentList.Add(argument);
        return new WorkerProcess(Process.Start(start)!);
    }

    /// <summary>What the worker says. It can be read to its end, also once the worker was killed and disposed.</summary>
    public StreamReader Output { get; }

    /// <summary>Whether it has ended, killed or not.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Its exit code, once it has ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Tells the worker a line.</summary>
    public void Tell(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>Gives no more orders, as if this process had ended: the worker ends too, by itself.</summary>
    public void Leave() => _process.StandardInput.Close();

    /// <summary>Ends the worker at whatever instruction it is (<c>SIGKILL</c>) and waits until it is gone.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Lets the worker stand still (<c>SIGSTOP</c>), with all that it holds. Unix only.</summary>
    public void Stop() => Signal("STOP");

    /// <summary>Lets a worker go on that stands still.</summary>
    public void Continue() => Signal("CONT");

    /// <summary>Waits for the worker to end by itself.</summary>
    /// <returns>False when the time was over first.</returns>
    public bool WaitForEnd(TimeSpan timeout) => _process.WaitForExit(timeout);

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Kills the worker if it is still there.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }
}
