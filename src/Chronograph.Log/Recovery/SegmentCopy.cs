using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Puts a copy of a segment in its place, so that whoever has the old file mapped stores into a file that nobody opens.</summary>
internal static class SegmentCopy
{
    private const int Block = 1024 * 1024;

    /// <summary>Replaces a segment in one step. Survives a power loss when it returns.</summary>
    /// <param name="directory">The log.</param>
    /// <param name="header">Its header.</param>
    /// <param name="end">Where its records end: what is behind becomes zeros.</param>
    /// <exception cref="StorageFullException">There is no room for the copy; nothing has changed.</exception>
    public static void Replace(LogDirectory directory, in SegmentHeader header, long end)
    {
        var path = directory.SegmentPath(header.Id);
        var temporary = path + AtomicFile.TemporarySuffix;
        try
        {
            using var source = directory.Files.Open(path, FileIntent.ReadOnly);
            using var copy = directory.Files.Open(temporary, FileIntent.CreateOrTruncate);
            CopyUpTo(end, source, copy);
            SegmentPreparer.Extend(copy, header.SegmentSize);
            copy.Flush();
        }
        catch
        {
            directory.Files.Delete(temporary);
            throw;
        }

        directory.Files.Rename(temporary, path);
        directory.Files.SyncDirectory(directory.Path);
    }

    private static void CopyUpTo(long end, StorageFile source, StorageFile copy)
    {
        var buffer = new byte[(int)Math.Min(Block, end)];
        for (long offset = 0; offset < end; offset += buffer.Length)
        {
            var bytes = buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - offset));
            source.ReadExactly(bytes, offset);
            copy.Write(bytes, offset);
        }
    }
}
