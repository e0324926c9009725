using Microsoft.Win32.SafeHandles;

namespace Chronograph.Storage;

/// <summary>Number locks as locks on single bytes of one file, which need not have those bytes. Linux, 64 bits.</summary>
/// <remarks>
/// These are locks of the open file description: unlike the classic locks of POSIX they belong to this handle alone, so two
/// handles of one process exclude each other and closing one does not release what another holds.
/// </remarks>
internal sealed class ByteRangeLocks : NumberLocks
{
    private readonly string _path;
    private readonly SafeFileHandle _handle;

    private ByteRangeLocks(string path, SafeFileHandle handle)
    {
        _path = path;
        _handle = handle;
    }

    public static bool IsSupported => OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    /// <param name="path">An existing file.</param>
    /// <param name="kind">The strongest lock that will be asked for; exclusive ones need the right to write the file.</param>
    public static ByteRangeLocks Open(string path, LockKind kind)
    {
        PlainFileCheck.ThrowIfOther(path);
        var access = kind == LockKind.Exclusive ? FileAccess.ReadWrite : FileAccess.Read;
        return new ByteRangeLocks(path, File.OpenHandle(path, FileMode.Open, access, FileShare.ReadWrite | FileShare.Delete));
    }

    public override bool TryLock(long first, long count, LockKind kind)
    {
        var type = kind == LockKind.Exclusive ? LibC.WriteLock : LibC.ReadLock;
        if (LibC.TryLockRange(_handle, type, first, count) == 0)
            return true;
        var error = LibC.LastError("Lock", _path);
        return error.HResult is LibC.WouldBlock or LibC.AccessDenied ? false : throw error;
    }

    public override void Dispose() => _handle.Dispose();
}
