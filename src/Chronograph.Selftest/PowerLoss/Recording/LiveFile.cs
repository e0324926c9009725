using Chronograph.Storage;

namespace Chronograph.Selftest;

/// <summary>A recorded file as the running program sees it. Guarded by the recorder.</summary>
internal sealed class LiveFile(Inode inode)
{
    private readonly Dictionary<long, byte[]?> _pages = [];
    private readonly List<MappedRegion> _regions = [];

    public Inode Inode { get; } = inode;

    public long Length { get; private set; }

    public void Attach(MappedRegion region) => _regions.Add(region);

    /// <summary>Forgets a mapping.</summary>
    /// <returns>Whether it was the last one.</returns>
    public bool Detach(MappedRegion region)
    {
        _regions.Remove(region);
        return _regions.Count == 0;
    }

    /// <summary>What was stored through mappings since the last look; null when nothing was.</summary>
    public FileChange? TakeStores()
    {
        var changed = new List<PageContent>();
        foreach (var region in _regions)
        {
            for (long offset = 0; offset < region.Length; offset += PageContent.Size)
            {
                var count = (int)Math.Min(PageContent.Size, region.Length - offset);
                Compare(offset / PageContent.Size, region.Read(offset, count), changed);
            }
        }

        return changed.Count == 0 ? null : new FileChange(Inode, Length, Cut: false, changed);
    }

    /// <summary>Takes over a write that was done.</summary>
    public FileChange Write(ReadOnlySpan<byte> source, long offset)
    {
        var changed = new List<PageContent>();
        Span<byte> page = stackalloc byte[PageContent.Size];
        for (var done = 0; done < source.Length;)
        {
            var number = (offset + done) / PageContent.Size;
            var start = (int)((offset + done) % PageContent.Size);
            var count = Math.Min(PageContent.Size - start, source.Length - done);
            Load(number, page);
            source.Slice(done, count).CopyTo(page[start..]);
            Compare(number, page, changed);
            done += count;
        }

        Length = Math.Max(Length, offset + source.Length);
        return new FileChange(Inode, Length, Cut: false, changed);
    }

    /// <summary>Takes over a new length.</summary>
    public FileChange SetLength(long length)
    {
        var cut = length < Length;
        var changed = new List<PageContent>();
        Span<byte> page = stackalloc byte[PageContent.Size];
        foreach (var number in cut ? _pages.Keys.Where(number => (number + 1) * PageContent.Size > length).ToArray() : [])
        {
            Load(number, page);
            page[(int)Math.Max(0, length - (number * PageContent.Size))..].Clear();
            _pages[number] = PageContent.Copy(page);
            changed.Add(new PageContent(number, _pages[number])); // changed or not: a cut says something about every page behind it
        }

        Length = length;
        return new FileChange(Inode, Length, cut, changed);
    }

    private void Load(long number, Span<byte> page)
    {
        if (_pages.GetValueOrDefault(number) is { } known)
            known.CopyTo(page);
        else
            page.Clear();
    }

    // A region may end within a page: what lies behind it there is as it was.
    private void Compare(long number, ReadOnlySpan<byte> bytes, List<PageContent> changed)
    {
        var known = _pages.GetValueOrDefault(number);
        if (PageContent.BeginsWith(known, bytes))
            return;
        Span<byte> page = stackalloc byte[PageContent.Size];
        Load(number, page);
        bytes.CopyTo(page);
        var content = new PageContent(number, PageContent.Copy(page));
        _pages[number] = content.Bytes;
        changed.Add(content);
    }
}
