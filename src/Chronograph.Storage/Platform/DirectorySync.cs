namespace Chronograph.Storage;

/// <summary>Makes changes to a directory survive a power loss.</summary>
/// <remarks>
/// The base class library cannot open a directory, so Unix needs the C library here. Windows keeps directory entries
/// in its own journal and offers no such call.
/// </remarks>
internal static class DirectorySync
{
    public static void Sync(string directory)
    {
        if (!OperatingSystem.IsWindows())
            Sync(directory, LibC.Sync);
    }

    /// <summary>Has everything written that waits to be, on the file system that a directory is on.</summary>
    /// <returns>False where the system has no such call, and nothing was done.</returns>
    public static bool TrySyncFileSystem(string directory)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        Sync(directory, LibC.SyncFileSystem);
        return true;
    }

    private static void Sync(string directory, Func<int, int> sync)
    {
        var descriptor = LibC.Open(directory, LibC.ReadOnly);
        if (descriptor < 0)
            throw LibC.LastError("Open", directory);
        try
        {
            if (sync(descriptor) != 0)
                throw LibC.LastError("Flush", directory);
        }
        finally
        {
            _ = LibC.Close(descriptor);
        }
    }
}
