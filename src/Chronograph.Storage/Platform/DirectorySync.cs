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
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = LibC.Open(directory, LibC.ReadOnly);
        if (descriptor < 0)
            throw LibC.LastError("Open", directory);
        try
        {
            if (LibC.Sync(descriptor) != 0)
                throw LibC.LastError("Flush", directory);
        }
        finally
        {
            _ = LibC.Close(descriptor);
        }
    }
}
