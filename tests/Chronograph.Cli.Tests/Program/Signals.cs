using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Chronograph.Cli.Tests;

/// <summary>Sends what the keyboard sends; on POSIX systems only.</summary>
internal static partial class Signals
{
    private const int SigInt = 2;

    /// <summary>Ctrl-C.</summary>
    public static void Interrupt(Process process)
    {
        if (Kill(process.Id, SigInt) != 0)
            throw new InvalidOperationException($"Cannot signal process {process.Id}: error {Marshal.GetLastPInvokeError()}.");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
