using System.Runtime.InteropServices;

namespace Chronograph.Storage;

/// <summary>The few calls of the C library that the base class library does not offer. Unix only.</summary>
internal static partial class LibC
{
    public const int ReadOnly = 0;
    public const short ReadLock = 0;
    public const short WriteLock = 1;
    public const int NotThere = 2;
    public const int WouldBlock = 11;
    public const int AccessDenied = 13;

    private const int SetOpenFileDescriptionLock = 37;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static unsafe partial nint Read(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    public static partial int SyncFileSystem(int descriptor);

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    public static partial int SyncData(SafeHandle file);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial int Status(int directory, string path, int flags, uint wanted, byte* status);

    // Variadic in C, which on the processors in SystemCall.IsKnown passes these arguments like any other function.
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint SystemCall(nint number, nint a, nint b, nint c, nint d, nint e, nint f);

    /// <summary>Takes a lock of the open file description on a range of bytes, without waiting. Linux, 64 bits.</summary>
    /// <returns>0 when taken.</returns>
    public static int TryLockRange(SafeHandle file, short type, long start, long length)
    {
        var range = new LockedRange { Type = type, Start = start, Length = length };
        return ControlLock(file, SetOpenFileDescriptionLock, ref range);
    }

    // The function is variadic in C; on 64-bit Linux a pointer is passed alike either way.
    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int ControlLock(SafeHandle file, int command, ref LockedRange range);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    public static unsafe partial void* Map(void* address, nuint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc", EntryPoint = "madvise", SetLastError = true)]
    public static unsafe partial int Advise(void* address, nuint length, int advice);

    [LibraryImport("libc", EntryPoint = "msync", SetLastError = true)]
    public static unsafe partial int SyncMap(void* address, nuint length, int flags);

    // Variadic in C, as above.
    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    public static partial int Control(SafeHandle file, int command, nint argument);

    // Not worth telling the garbage collector of: the call ends in some 20 nanoseconds.
    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [SuppressGCTransition]
    public static unsafe partial int GetTime(int clock, long* time);

    /// <summary>The last error of the calling thread, as the exception the base class library would throw.</summary>
    public static IOException LastError(string operation, string path)
    {
        var number = Marshal.GetLastPInvokeError();
        return new IOException($"{operation} {path}: {Marshal.GetPInvokeErrorMessage(number)}.", number);
    }

    /// <summary><c>struct flock</c> of 64-bit Linux; start is counted from the beginning of the file.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct LockedRange
    {
        public short Type;
        public short Whence;
        public long Start;
        public long Length;
        public int Process;
    }
}
