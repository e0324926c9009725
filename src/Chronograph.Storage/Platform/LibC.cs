using System.Runtime.InteropServices;

namespace Chronograph.Storage;

/// <summary>The few calls of the C library that the base class library does not offer. Unix only.</summary>
internal static partial class LibC
{
    public const int ReadOnly = 0;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static unsafe partial nint Read(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    // Variadic in C, which on the processors in SystemCall.IsKnown passes these arguments like any other function.
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint SystemCall(nint number, nint a, nint b, nint c, nint d, nint e, nint f);

    /// <summary>The last error of the calling thread, as the exception the base class library would throw.</summary>
    public static IOException LastError(string operation, string path)
    {
        var number = Marshal.GetLastPInvokeError();
        return new IOException($"{operation} {path}: {Marshal.GetPInvokeErrorMessage(number)}.", number);
    }
}
