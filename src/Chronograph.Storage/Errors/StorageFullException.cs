namespace Chronograph.Storage;

/// <summary>The disk, or the user's quota on it, has no room left.</summary>
/// <remarks>Nothing that was acknowledged is lost. The operation can be repeated once there is space.</remarks>
public sealed class StorageFullException : ChronographException
{
    /// <summary>Reports that a file could not grow.</summary>
    /// <param name="path">The file that could not grow.</param>
    /// <param name="innerException">The operating system's error.</param>
    public StorageFullException(string path, Exception? innerException = null)
        : base(path, $"No space left on the disk to write {path}. Free some space and try again.", innerException)
    {
    }
}
