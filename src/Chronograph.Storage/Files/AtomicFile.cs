namespace Chronograph.Storage;

/// <summary>Replaces a small file so that a reader, and a crash, find the old content or the new, never a mixture.</summary>
internal static class AtomicFile
{
    /// <summary>The suffix of the temporary file; one left by a crash is overwritten by the next replacement.</summary>
    public const string TemporarySuffix = ".tmp";

    /// <summary>Writes a temporary file beside the target and renames it over the target.</summary>
    /// <param name="durable">
    /// Whether the new content must survive a power loss once this returns: the temporary file is then flushed before
    /// the rename and the directory after it. Without it the rename is still atomic for every running process.
    /// </param>
    public static void Replace(FileSystem files, string path, ReadOnlySpan<byte> content, bool durable)
    {
        using (var file = files.Open(path + TemporarySuffix, FileIntent.CreateOrTruncate))
        {
            file.Write(content, 0);
            if (durable)
                file.Flush();
        }

        Complete(files, path, durable);
    }

    /// <summary>Puts the temporary file, flushed and closed, in the place of the target.</summary>
    /// <param name="durable">Whether the replacement must survive a power loss once this returns.</param>
    public static void Complete(FileSystem files, string path, bool durable)
    {
        files.Rename(path + TemporarySuffix, path);
        if (durable)
            files.SyncDirectory(Path.GetDirectoryName(path)!);
    }
}
