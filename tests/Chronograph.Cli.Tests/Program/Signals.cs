using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chronograph.Cli.Tests;

/// <summary>Sends what the keyboard sends; on POSIX systems only.</summary>
internal static partial class Signals
{
    private const int SigInt = 2;
    private const nint ByDefault = 0;

    /// <summary>Ctrl-C.</summary>
    public static void Interrupt(Process process)
    {
        if (Kill(process.Id, SigInt) != 0)
            throw new InvalidOperationException($"Cannot signal process {process.Id}: error {Marshal.GetLastPInvokeError()}.");
    }

    // A background job of a shell ignores Ctrl-C, and children inherit that: they could not be interrupted.
    [ModuleInitializer]
    internal static void EndIgnoring()
    {
        const string Ignored = "SigIgn:";
        if (!OperatingSystem.IsLinux())
            return;
        var mask = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Ignored, StringComparison.Ordinal))[Ignored.Length..];
        if ((ulong.Parse(mask, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1UL << (SigInt - 1))) != 0)
            Signal(SigInt, ByDefault);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Signal(int signal, nint handler);
}
