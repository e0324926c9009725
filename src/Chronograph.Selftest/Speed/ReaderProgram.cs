using System.Diagnostics;

namespace Chronograph.Selftest;

/// <summary>How this program starts itself again as a process that reads a log.</summary>
/// <param name="Arguments">What stands before the arguments of <see cref="TailingReader"/> on its command line.</param>
internal sealed record ReaderProgram(params string[] Arguments)
{
    public Process Start(params ReadOnlySpan<string> more)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (var argument in (ReadOnlySpan<string>)[.. Arguments, .. more])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
