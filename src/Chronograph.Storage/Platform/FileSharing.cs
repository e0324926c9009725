using System.Runtime.InteropServices;

namespace Chronograph.Storage;

/// <summary>Asks Linux whether anybody else can see what is written to a file.</summary>
internal static class FileSharing
{
    private const int SetSignal = 10;
    private const int SetLease = 1024;
    private const int WriteLease = 1;
    private const int NoLease = 2;
    private const int Ignored = 23; // SIGURG, which does nothing where nobody asked for it

    /// <summary>Whether an open file has one name, and nobody has it open but through this handle, in whichever process.</summary>
    /// <remarks>
    /// A lease on writing is granted only where nobody else has the file open, and is given back at once. Whoever opens the
    /// file in between makes the system send a signal, so it is one that does no harm. Some 2 µs.
    /// </remarks>
    /// <returns>False also where the system does not tell: file systems over a network, files of another user.</returns>
    public static bool IsUnshared(SafeHandle file) =>
        SystemCall.IsKnown
        && FileNumbers.CountNames(file) == 1
        && LibC.Control(file, SetSignal, Ignored) == 0
        && LibC.Control(file, SetLease, WriteLease) == 0
        && LibC.Control(file, SetLease, NoLease) == 0;
}
