using System.Runtime.InteropServices;

namespace Chronograph.Storage;

/// <summary>Has Linux put on the disk what is needed to read a file back, and no more: not the time of its writing.</summary>
internal static class DataSync
{
    private const int Interrupted = 4;
    private const int ReadOnlyFileSystem = 30;
    private const int Invalid = 22;
    private const int Unsupported = 95;

    /// <returns>False where the system, or the file system, does not know this kind of flush, and nothing was done.</returns>
    /// <exception cref="IOException">It is not known what reached the disk. Not to be tried again: a second flush may succeed without having written anything.</exception>
    public static bool Try(SafeHandle file, string path)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        while (LibC.SyncData(file) != 0)
        {
            switch (Marshal.GetLastPInvokeError())
            {
                case Interrupted:
                    continue;
                case Invalid or ReadOnlyFileSystem or Unsupported:
                    return false;
                default:
                    throw LibC.LastError("Flush", path);
            }
        }

        return true;
    }
}
