namespace Chronograph.Storage;

/// <summary>Refuses symbolic links in place of files of a log or a store: they could lead out of its directory.</summary>
internal static class LinkCheck
{
    /// <summary>Throws when the last part of a path is a symbolic link. The directories above it may be reached through links.</summary>
    /// <exception cref="DamagedFileException">It is a link, whether or not it leads anywhere.</exception>
    public static void ThrowIfLink(string path)
    {
        if (new FileInfo(path).LinkTarget is { } target)
            throw new DamagedFileException(path, 0, $"it is a symbolic link to {target}, and links within a log or a store are not followed");
    }
}
