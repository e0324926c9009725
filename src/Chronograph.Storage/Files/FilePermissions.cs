using Microsoft.Win32.SafeHandles;

namespace Chronograph.Storage;

/// <summary>What others may do with new files: whatever the user's mask allows, but never write.</summary>
internal static class FilePermissions
{
    /// <summary>The mode of new directories, before the user's mask.</summary>
    public const UnixFileMode Directory =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Takes the right to write from others, where a mask of 0 has given it to them.</summary>
    public static void CloseToOthers(SafeFileHandle handle)
    {
        if (OperatingSystem.IsWindows())
            return;
        var mode = File.GetUnixFileMode(handle);
        if ((mode & UnixFileMode.OtherWrite) != 0)
            File.SetUnixFileMode(handle, mode & ~UnixFileMode.OtherWrite);
    }
}
