namespace Chronograph.Selftest;

/// <summary>The names in a recorded directory as the running program sees them. Guarded by the recorder.</summary>
internal sealed class LiveNames
{
    private readonly string _root;
    private readonly Dictionary<string, Inode> _inodes = [];
    private readonly HashSet<Inode> _directories = [Inode.Root];
    private int _last;

    /// <summary>No names yet.</summary>
    /// <param name="root">The directory, as a full path.</param>
    public LiveNames(string root)
    {
        _root = root;
        _inodes[root] = Inode.Root;
    }

    /// <summary>Whether a full path lies in the directory.</summary>
    public bool Covers(string path) => path == _root || path.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    public bool Exists(string path) => _inodes.ContainsKey(path);

    public Inode Of(string path) => _inodes[path];

    public NameChange Create(string path, bool isDirectory)
    {
        var inode = new Inode(++_last);
        _inodes[path] = inode;
        if (isDirectory)
            _directories.Add(inode);
        return new NameChange(Parent(path), "", Path.GetFileName(path), inode, isDirectory);
    }

    public NameChange Delete(string path)
    {
        _inodes.Remove(path, out var inode);
        return new NameChange(Parent(path), Path.GetFileName(path), "", inode, _directories.Contains(inode));
    }

    /// <summary>One change within a directory; between two of them first the new name, then the loss of the old one.</summary>
    public IEnumerable<NameChange> Rename(string from, string to)
    {
        var inode = _inodes[from];
        var isDirectory = _directories.Contains(inode);
        Move(from, to, isDirectory);
        if (Parent(from) == Parent(to))
            return [new NameChange(Parent(to), Path.GetFileName(from), Path.GetFileName(to), inode, isDirectory)];
        return
        [
            new NameChange(Parent(to), "", Path.GetFileName(to), inode, isDirectory),
            new NameChange(Parent(from), Path.GetFileName(from), "", inode, isDirectory) { FollowsOtherHalf = true },
        ];
    }

    /// <summary>Two changes within a directory: a disk may hold either, both or none.</summary>
    public IEnumerable<NameChange> Exchange(string path, string other)
    {
        (_inodes[path], _inodes[other]) = (_inodes[other], _inodes[path]);
        return [Renewed(path), Renewed(other)];

        NameChange Renewed(string name) => new(Parent(name), "", Path.GetFileName(name), _inodes[name], _directories.Contains(_inodes[name]));
    }

    private Inode Parent(string path) => _inodes[Path.GetDirectoryName(path)!];

    private void Move(string from, string to, bool isDirectory)
    {
        _inodes.Remove(from, out var inode);
        _inodes[to] = inode;
        if (!isDirectory)
            return;
        var below = from + Path.DirectorySeparatorChar;
        foreach (var (path, inner) in _inodes.Where(name => name.Key.StartsWith(below, StringComparison.Ordinal)).ToArray())
        {
            _inodes.Remove(path);
            _inodes[to + path[from.Length..]] = inner;
        }
    }
}
