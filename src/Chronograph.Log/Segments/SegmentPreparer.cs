using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Makes segments ready for records: full size, every block really allocated, every byte zero, every page populated.</summary>
/// <remarks>
/// Pages are populated after the flush: a page that was just written to the disk costs its first store microseconds.
/// Zeros are written, not reserved: stores through a mapping into a hole of a full disk would kill the process, and
/// blocks that were reserved but never written make later flushes slow.
/// </remarks>
internal static class SegmentPreparer
{
    // Linux keeps a file in memory in pieces as large as the writes that made it, and a store through a mapping makes the
    // whole piece dirty: after writes of 1 MiB each flush of one message wrote 1 MiB, and took six times as long.
    private const int Block = 16 * 1024;
    private static readonly byte[] Zeros = new byte[Block];

    /// <summary>Creates a segment file, or cleans one that was prepared and never used.</summary>
    /// <exception cref="StorageFullException">The disk is full; a file created here was removed again.</exception>
    public static WritableSegment Prepare(LogDirectory directory, SegmentId id, long size)
    {
        var path = directory.SegmentPath(id);
        var existed = directory.Files.FileExists(path);
        var file = directory.Files.Open(path, FileIntent.OpenOrCreate);
        var identity = directory.Files.IdentityOf(path);
        try
        {
            Fill(file, size);
            file.Flush();
            directory.Files.SyncDirectory(directory.Path);
            return WritableSegment.MapPopulated(id, file, size);
        }
        catch
        {
            file.Dispose();
            if (!existed && directory.Files.IdentityOf(path) == identity) // else another writer has the log, and this name
                directory.Files.Delete(path);
            throw;
        }
    }

    /// <summary>Extends a file that is too short by zeros.</summary>
    public static void Extend(StorageFile file, long size)
    {
        for (var offset = file.Length; offset < size;)
        {
            var count = (int)Math.Min(Block - (offset % Block), size - offset);
            file.Write(Zeros.AsSpan(0, count), offset);
            offset += count;
        }
    }

    private static void Fill(StorageFile file, long size)
    {
        if (file.Length > size)
            file.SetLength(size);
        ClearExisting(file);
        Extend(file, size);
    }

    private static void ClearExisting(StorageFile file)
    {
        var length = file.Length;
        if (length == 0)
            return;
        var buffer = new byte[Block];
        for (long offset = 0; offset < length; offset += Block)
        {
            var read = file.Read(buffer, offset);
            if (buffer.AsSpan(0, read).ContainsAnyExcept((byte)0))
                file.Write(Zeros.AsSpan(0, read), offset);
        }
    }
}
