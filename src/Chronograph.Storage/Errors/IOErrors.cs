namespace Chronograph.Storage;

/// <summary>Tells the operating system's errors apart that Chronograph reports as types of its own.</summary>
internal static class IOErrors
{
    private const int UnixInputOutput = 5;
    private const int WindowsBadSector = unchecked((int)0x80070017);
    private const int UnixNoSpace = 28;
    private const int UnixQuotaExceededLinux = 122;
    private const int UnixQuotaExceededMacOS = 69;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    /// <summary>Whether an error is one of files: a disk that fails or is full, a right that is missing, or one of ours about a store.</summary>
    public static bool IsOfFiles(Exception error) => error is IOException or UnauthorizedAccessException;

    /// <summary>Whether the disk could not read what it holds.</summary>
    public static bool IsUnreadable(IOException error) =>
        error.HResult == (OperatingSystem.IsWindows() ? WindowsBadSector : UnixInputOutput);

    /// <summary>Whether the error of a write means that the disk, the quota, or a limit on the size of files is exhausted.</summary>
    /// <remarks>The base class library reports the last of these as an argument that is out of range: none of ours is.</remarks>
    public static bool IsStorageFull(Exception error) =>
        error is ArgumentOutOfRangeException || (error is IOException failed && IsStorageFull(failed));

    private static bool IsStorageFull(IOException error) => OperatingSystem.IsWindows()
        ? error.HResult is WindowsDiskFull or WindowsHandleDiskFull
        : error.HResult == UnixNoSpace
            || error.HResult == (OperatingSystem.IsMacOS() ? UnixQuotaExceededMacOS : UnixQuotaExceededLinux);
}
