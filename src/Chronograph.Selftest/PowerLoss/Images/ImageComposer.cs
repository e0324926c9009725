using System.Runtime.InteropServices;

namespace Chronograph.Selftest;

/// <summary>Composes what a disk may hold after a power loss, asking <see cref="Choices"/> wherever there is more than one way.</summary>
/// <remarks>
/// Only what has a name is asked about: the bytes of a file that is not there make no difference. A fingerprint of the
/// answers tells images apart without building them.
/// </remarks>
internal sealed class ImageComposer(DiskState disk, Choices choices)
{
    private readonly Dictionary<PendingName, bool> _reached = [];
    private readonly CrashImage _image = new();
    private readonly List<int> _times = []; // the versions to choose from
    private readonly List<int> _distinct = []; // those of a sector, as indexes

    /// <summary>Composes one image.</summary>
    public CrashImage Compose()
    {
        AddDirectory(Inode.Root, "");
        return _image;
    }

    private void AddDirectory(Inode inode, string path)
    {
        _image.AddDirectory(path);
        foreach (var (name, target) in NamesIn(disk.Directory(inode)).OrderBy(name => name.Key, StringComparer.Ordinal))
        {
            var inner = Path.Combine(path, name);
            if (target.IsDirectory)
                AddDirectory(target.Inode, inner);
            else
                AddFile(disk.File(target.Inode), target.Inode, inner);
        }
    }

    private IEnumerable<KeyValuePair<string, (Inode Inode, bool IsDirectory)>> NamesIn(DirectoryHistory directory)
    {
        if (directory.Pending.Count == 0)
            return directory.Durable;
        var names = new Dictionary<string, (Inode, bool)>(directory.Durable);
        foreach (var pending in directory.Pending)
        {
            if (HasReached(pending))
                pending.Apply(names);
        }

        return names;
    }

    private bool HasReached(PendingName name)
    {
        if (name.Durable)
            return true;
        if (_reached.TryGetValue(name, out var known))
            return known;
        var reached = (name.OtherHalf is not { } other || HasReached(other)) && choices.Reached(name.Time);
        _reached[name] = reached;
        return reached;
    }

    private void AddFile(FileHistory file, Inode inode, string path)
    {
        _times.Clear();
        foreach (var version in file.Lengths)
            _times.Add(version.Time);
        var length = file.Lengths[Choose()];
        var added = _image.AddFile(path, inode, length.Length);
        foreach (var (number, versions) in file.Pages)
        {
            if (number * PageContent.Size >= length.Length)
                break;
            AddPage(added, number, Possible(versions, length.Time));
        }
    }

    // A length and bytes from different sides of a cut never meet.
    private static List<PageVersion> Possible(List<PageVersion> versions, int lengthTime)
    {
        if (versions.Count == 1)
            return versions;
        var first = Math.Max(0, versions.FindLastIndex(version => version.Cut && version.Time <= lengthTime));
        var end = versions.FindIndex(version => version.Cut && version.Time > lengthTime);
        return versions[first..(end < 0 ? versions.Count : end)];
    }

    private void AddPage(ImageFile file, long number, List<PageVersion> versions)
    {
        if (versions.Count > 1 && choices.Tears())
        {
            AddTorn(file, number, versions);
            return;
        }

        _times.Clear();
        foreach (var version in versions)
            _times.Add(version.Time);
        AddPage(file, number, versions, versions[Choose()].Bytes);
    }

    // The same bytes are the same choice, however they came about.
    private static void AddPage(ImageFile file, long number, List<PageVersion> versions, byte[]? bytes)
    {
        var known = versions.FindIndex(version => PageContent.Same(version.Bytes, bytes));
        file.Add(number, bytes, known < 0 ? null : versions[known].Time);
    }

    private void AddTorn(ImageFile file, long number, List<PageVersion> versions)
    {
        var bytes = new byte[PageContent.Size];
        for (var sector = 0; sector < PageContent.Sectors; sector++)
        {
            CollectDistinct(versions, sector);
            var chosen = _distinct[Choose()];
            PageContent.SectorOf(versions[chosen].Bytes, sector).CopyTo(bytes.AsSpan(sector * PageContent.Sector));
        }

        AddPage(file, number, versions, bytes);
    }

    private void CollectDistinct(List<PageVersion> versions, int sector)
    {
        _distinct.Clear();
        _times.Clear();
        for (var index = 0; index < versions.Count; index++)
        {
            if (IsKnown(versions, PageContent.SectorOf(versions[index].Bytes, sector), sector))
                continue;
            _distinct.Add(index);
            _times.Add(versions[index].Time);
        }
    }

    private bool IsKnown(List<PageVersion> versions, ReadOnlySpan<byte> bytes, int sector)
    {
        foreach (var index in _distinct)
        {
            if (PageContent.SectorOf(versions[index].Bytes, sector).SequenceEqual(bytes))
                return true;
        }

        return false;
    }

    private int Choose() => _times.Count == 1 ? 0 : choices.Version(CollectionsMarshal.AsSpan(_times));
}
