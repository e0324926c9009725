namespace Chronograph.Storage;

/// <summary>The disk, the user's quota on it, or a limit on the size of files leaves no room.</summary>
/// <remarks>Nothing that was acknowledged is lost. The operation can be repeated once there is space.</remarks>
public sealed class StorageFullException : ChronographException
{
    /// <summary>Reports that a file could not grow.</summary>
    /// <param name="path">The file that could not grow.</param>
    /// <param name="innerException">The operating system's error.</param>
    public StorageFullException(string path, Exception? innerException = null)
        : base(path, Describe(path, innerException), innerException)
    {
    }

    // What the base class library throws where a file may not grow so large.
    private static string Describe(string path, Exception? cause) => cause is ArgumentOutOfRangeException
        ? $"A limit on the size of files does not let {path} grow: that of the process (ulimit -f), or of the file system. Raise it and try again."
        : $"No space left on the disk to write {path}. Free some space and try again.";
}
