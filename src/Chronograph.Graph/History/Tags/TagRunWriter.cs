using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Writes a run: sorted entries, block by block, and the header last.</summary>
internal static class TagRunWriter
{
    /// <summary>Writes the run under its name, which it gets once it is whole.</summary>
    /// <param name="header">What the run is of; its entries are counted here.</param>
    /// <param name="entries">Ascending; equal neighbours are written once.</param>
    /// <param name="durable">Whether its bytes are flushed before it gets its name, so that no power loss tears it.</param>
    public static void Write(FileSystem files, string directory, TagRunHeader header, IEnumerable<TagEntry> entries, bool durable)
    {
        var path = Path.Combine(directory, new TagRunName(header.First, header.Last).FileName);
        using (var file = files.Open(path + AtomicFile.TemporarySuffix, FileIntent.CreateOrTruncate))
        {
            var bytes = new byte[TagRunHeader.Size];
            (header with { Entries = WriteBlocks(file, entries) }).Write(bytes);
            file.Write(bytes, 0);
            if (durable)
                file.Flush();
        }

        AtomicFile.Complete(files, path, durable: false);
    }

    private static uint WriteBlocks(StorageFile file, IEnumerable<TagEntry> entries)
    {
        var block = new byte[TagBlock.Size];
        var written = 0U;
        var last = default(TagEntry);
        foreach (var entry in entries)
        {
            if (entry == last)
                continue;
            entry.Write(block.AsSpan((int)(written % TagBlock.Entries) * TagEntry.Size));
            written = checked(written + 1);
            last = entry;
            if (written % TagBlock.Entries == 0)
                WriteBlock(file, block, written);
        }

        if (written % TagBlock.Entries > 0)
            WriteBlock(file, block, written);
        return written;
    }

    private static void WriteBlock(StorageFile file, byte[] block, long entries)
    {
        TagBlock.Seal(block);
        file.Write(block, TagRunHeader.Size + ((TagBlock.CountFor(entries) - 1) * TagBlock.Size));
        block.AsSpan().Clear();
    }
}
