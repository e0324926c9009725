using System.Diagnostics;
using System.Reflection;

namespace Chronograph.Selftest;

/// <summary>How this program starts itself again, as a process of its own that does one job.</summary>
/// <param name="Arguments">What stands on its command line before the arguments of the job.</param>
internal sealed record ThisProgram(params string[] Arguments)
{
    /// <summary>Starts it with its standard input and output in the caller's hands.</summary>
    public Process Start(params ReadOnlySpan<string> more)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(Assembly.GetEntryAssembly()!.Location);
        foreach (var argument in (ReadOnlySpan<string>)[.. Arguments, .. more])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
