using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>A sorted file of the tags in a stretch of the history. It is read where it is asked, block by block, each checked.</summary>
/// <remarks>Stays readable when the file is deleted meanwhile. Any thread may read.</remarks>
internal sealed class TagRun : IDisposable
{
    private readonly StorageFile _file;

    private TagRun(StorageFile file, TagRunHeader header) => (_file, Header) = (file, header);

    public TagRunHeader Header { get; }

    public TagRunName Name => new(Header.First, Header.Last);

    private long Blocks => TagBlock.CountFor(Header.Entries);

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DamagedFileException">Its header is damaged, or its length is not what the header says.</exception>
    /// <exception cref="UnsupportedFormatException">A later build wrote it.</exception>
    public static TagRun Open(FileSystem files, string directory, TagRunName name)
    {
        var file = files.Open(Path.Combine(directory, name.FileName), FileIntent.ReadOnly);
        try
        {
            Span<byte> header = stackalloc byte[TagRunHeader.Size];
            file.ReadExactly(header, 0);
            return new TagRun(file, TagRunHeader.Read(header, file.Path, name, file.Length));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The newest version up to one that may have the tag; 0 when there is none.</summary>
    /// <exception cref="DamagedFileException">A block is damaged.</exception>
    public long NewestUpTo(ulong hash, long version)
    {
        Span<byte> block = stackalloc byte[TagBlock.Size];
        var sought = new TagEntry(hash, version);
        var (first, end) = (0L, Blocks); // the entry is in one of these, if anywhere
        while (end - first > 1)
        {
            var middle = first + ((end - first) >> 1);
            Read(block, middle);
            if (TagBlock.EntryAt(block, 0).CompareTo(sought) <= 0)
                first = middle;
            else
                end = middle;
        }

        if (first == end)
            return 0;
        Read(block, first);
        var found = LastUpTo(block, EntriesIn(first), sought);
        return found.Hash == hash ? found.Version : 0;
    }

    /// <summary>All entries, ascending.</summary>
    /// <exception cref="DamagedFileException">A block is damaged, or the entries do not ascend.</exception>
    public IEnumerable<TagEntry> ReadAll()
    {
        var bytes = new byte[TagBlock.Size];
        var last = default(TagEntry);
        for (var block = 0L; block < Blocks; block++)
        {
            Read(bytes, block);
            for (var index = 0; index < EntriesIn(block); index++)
            {
                var entry = TagBlock.EntryAt(bytes, index);
                if (entry.CompareTo(last) <= 0 || entry.Version < 1)
                    throw new DamagedFileException(_file.Path, OffsetOf(block) + (index * TagEntry.Size), "the entries do not ascend");
                yield return last = entry;
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private static long OffsetOf(long block) => TagRunHeader.Size + (block * TagBlock.Size);

    private static TagEntry LastUpTo(ReadOnlySpan<byte> block, int entries, TagEntry sought)
    {
        var (first, end) = (0, entries); // those before the first are not after what is sought, those from the end on are
        while (first < end)
        {
            var middle = (first + end) >> 1;
            if (TagBlock.EntryAt(block, middle).CompareTo(sought) <= 0)
                first = middle + 1;
            else
                end = middle;
        }

        return first == 0 ? default : TagBlock.EntryAt(block, first - 1);
    }

    private int EntriesIn(long block) => (int)Math.Min(TagBlock.Entries, Header.Entries - (block * TagBlock.Entries));

    private void Read(Span<byte> bytes, long block)
    {
        _file.ReadExactly(bytes, OffsetOf(block));
        if (!TagBlock.IsSound(bytes))
            throw new DamagedFileException(_file.Path, OffsetOf(block), $"the checksum of block {block} is wrong");
    }
}
