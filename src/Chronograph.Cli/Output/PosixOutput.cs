using System.Runtime.InteropServices;

namespace Chronograph.Cli;

/// <summary>Standard output of a POSIX system, by the system call itself.</summary>
internal static partial class PosixOutput
{
    private const int StandardOutput = 1;
    private const int Interrupted = 4;
    private const int BrokenPipe = 32;

    /// <summary>Writes all of the bytes.</summary>
    /// <exception cref="OutputClosedException">Nobody reads the output any more.</exception>
    /// <exception cref="IOException">The bytes cannot be written.</exception>
    public static void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var written = Write(StandardOutput, bytes, bytes.Length);
            if (written >= 0)
                bytes = bytes[(int)written..];
            else
                CheckError(Marshal.GetLastPInvokeError());
        }
    }

    private static void CheckError(int error)
    {
        var reason = new IOException($"Cannot write to standard output: {Marshal.GetPInvokeErrorMessage(error)}.", error);
        if (error == BrokenPipe)
            throw new OutputClosedException(reason);
        if (error != Interrupted)
            throw reason;
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, ReadOnlySpan<byte> bytes, nint count);
}
