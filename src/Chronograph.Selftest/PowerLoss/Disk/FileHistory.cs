namespace Chronograph.Selftest;

/// <summary>The durable bytes of a file, and what was written since.</summary>
internal sealed class FileHistory
{
    private readonly List<LengthVersion> _lengths = [new(-1, 0)];
    private readonly SortedDictionary<long, List<PageVersion>> _pages = [];

    /// <summary>The durable length, then each one since, by time.</summary>
    public IReadOnlyList<LengthVersion> Lengths => _lengths;

    /// <summary>Every page that is not simply zero: its durable version, then each one since, by time.</summary>
    public IEnumerable<KeyValuePair<long, List<PageVersion>>> Pages => _pages;

    public void Change(FileChange change, int time)
    {
        if (change.Length != _lengths[^1].Length)
            _lengths.Add(new LengthVersion(time, change.Length));
        foreach (var page in change.Pages)
        {
            if (!_pages.TryGetValue(page.Number, out var versions))
                _pages[page.Number] = versions = [PageVersion.Zero];
            versions.Add(new PageVersion(time, page.Bytes, change.Cut));
        }
    }

    /// <summary>Makes what a flush covers durable: of each page and of the length, the last version before it began.</summary>
    public void Flush(FileFlushed flush)
    {
        Forget(_lengths, _lengths.FindLastIndex(length => length.Time < flush.Began));
        foreach (var (number, versions) in _pages.Where(page => flush.Covers(page.Key)).ToArray())
        {
            Forget(versions, versions.FindLastIndex(version => version.Time < flush.Began));
            versions[0] = versions[0] with { Cut = false };
            if (versions is [{ Bytes: null }])
                _pages.Remove(number);
        }
    }

    private static void Forget<T>(List<T> versions, int count)
    {
        if (count > 0)
            versions.RemoveRange(0, count);
    }
}
