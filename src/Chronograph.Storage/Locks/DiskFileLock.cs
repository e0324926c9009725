using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Chronograph.Storage;

/// <summary>
/// The lock that opening a file with <see cref="FileShare.None"/> takes: whole file, per open file rather than per
/// process, and gone with the process.
/// </summary>
internal sealed class DiskFileLock : FileLock
{
    private const int UnixWouldBlock = 11;
    private const int MacOSWouldBlock = 35;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);

    private readonly SafeFileHandle _handle;

    private DiskFileLock(SafeFileHandle handle) => _handle = handle;

    public static DiskFileLock? TryAcquire(string path)
    {
        PlainFileCheck.ThrowIfOther(path); // describing the holder would overwrite what it leads to
        try
        {
            var handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            FilePermissions.CloseToOthers(handle);
            return new DiskFileLock(handle);
        }
        catch (IOException error) when (MeansHeld(error))
        {
            return null;
        }
    }

    /// <summary>Whether another owner holds the lock: a shared lock is then refused.</summary>
    public static bool IsHeld(string path)
    {
        PlainFileCheck.ThrowIfOther(path);
        try
        {
            using var probe = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (IOException error) when (MeansHeld(error))
        {
            return true;
        }
    }

    public override void Describe(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        RandomAccess.SetLength(_handle, 0);
        try
        {
            RandomAccess.Write(_handle, bytes, 0);
        }
        catch (IOException error) when (IOErrors.IsStorageFull(error))
        {
            // The lock is held all the same: a full disk must not keep a store from being opened.
        }
    }

    public override void Dispose() => _handle.Dispose();

    /// <summary>Whether opening failed because another owner holds a lock.</summary>
    public static bool MeansHeld(IOException error) =>
        error.HResult is UnixWouldBlock or MacOSWouldBlock or WindowsSharingViolation;
}
