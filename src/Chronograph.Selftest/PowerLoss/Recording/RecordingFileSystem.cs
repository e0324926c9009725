using Chronograph.Storage;

namespace Chronograph.Selftest;

/// <summary>Passes every operation on, and records what happens below one directory: see <see cref="DiskRecording"/>.</summary>
/// <remarks>
/// What is in the directory at the beginning counts as durable. Stores through a mapping are seen by comparing it with
/// its last known content before every other operation and at each <see cref="Capture"/>. From any thread.
/// </remarks>
internal sealed class RecordingFileSystem : FileSystem
{
    private readonly FileSystem _inner;
    private readonly Lock _gate = new(); // guards everything below
    private readonly LiveNames _names;
    private readonly Dictionary<Inode, LiveFile> _files = [];
    private readonly HashSet<LiveFile> _mapped = [];
    private readonly List<DiskOperation> _operations = [];
    private readonly int _start;

    /// <summary>Begins a recording.</summary>
    /// <param name="root">An existing directory.</param>
    /// <param name="inner">What does the work; flushes need not reach a disk for the recording to be true.</param>
    public RecordingFileSystem(string root, FileSystem inner)
    {
        Root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        _inner = inner;
        _names = new LiveNames(Root);
        TakeOver(Root);
        _start = _operations.Count;
    }

    /// <summary>The recorded directory, as a full path.</summary>
    public string Root { get; }

    /// <summary>The recording up to now. Goes on beside its use.</summary>
    public DiskRecording Recording
    {
        get
        {
            using (Enter())
                return new DiskRecording([.. _operations], _start);
        }
    }

    /// <summary>Records what was stored through mappings up to now.</summary>
    public void Capture() => Enter().Dispose();

    /// <summary>Records that something was promised, after capturing what was stored before.</summary>
    public void Note(object fact)
    {
        using (Enter())
            Add(new Noted(fact));
    }

    public override bool DirectoryExists(string path) => _inner.DirectoryExists(path);

    public override void CreateDirectory(string path)
    {
        using (Enter())
        {
            _inner.CreateDirectory(path);
            AddDirectories(Full(path));
        }
    }

    public override void DeleteDirectory(string path)
    {
        using (Enter())
        {
            _inner.DeleteDirectory(path);
            if (_names.Exists(Full(path)))
                Add(_names.Delete(Full(path)));
        }
    }

    public override IReadOnlyList<string> ListFiles(string directory) => _inner.ListFiles(directory);

    public override IReadOnlyList<string> ListDirectories(string directory) => _inner.ListDirectories(directory);

    public override bool FileExists(string path) => _inner.FileExists(path);

    public override StorageFile Open(string path, FileIntent intent)
    {
        if (intent == FileIntent.ReadOnly || !_names.Covers(Full(path)))
            return _inner.Open(path, intent);
        using (Enter())
        {
            var file = _inner.Open(path, intent);
            var live = LiveAt(Full(path));
            if (intent == FileIntent.CreateOrTruncate && live.Length > 0)
                Add(live.SetLength(0));
            return new RecordedFile(this, live, file);
        }
    }

    public override void Rename(string from, string to)
    {
        using (Enter())
        {
            _inner.Rename(from, to);
            if (!_names.Exists(Full(from)))
                return;
            foreach (var change in _names.Rename(Full(from), Full(to)))
                Add(change);
        }
    }

    public override bool TryExchange(string path, string other)
    {
        using (Enter())
        {
            if (!_inner.TryExchange(path, other))
                return false;
            foreach (var change in _names.Exchange(Full(path), Full(other)))
                Add(change);
            return true;
        }
    }

    public override void Delete(string path)
    {
        using (Enter())
        {
            _inner.Delete(path);
            if (_names.Exists(Full(path)))
                Add(_names.Delete(Full(path)));
        }
    }

    public override void SyncDirectory(string directory)
    {
        if (_names.Covers(Full(directory)))
            Flush(() => _inner.SyncDirectory(directory), began => new DirectoryFlushed(_names.Of(Full(directory)), began));
        else
            _inner.SyncDirectory(directory);
    }

    public override FileLock? TryLock(string path)
    {
        using (Enter())
        {
            var held = _inner.TryLock(path);
            if (held is not null && _names.Covers(Full(path)))
                LiveAt(Full(path));
            return held;
        }
    }

    public override bool IsLocked(string path) => _inner.IsLocked(path);

    public override byte[] ReadAllBytes(string path) => _inner.ReadAllBytes(path);

    /// <summary>Takes the recorder for one operation, everything stored before it being recorded first.</summary>
    internal Lock.Scope Enter()
    {
        var scope = _gate.EnterScope();
        foreach (var file in _mapped)
        {
            if (file.TakeStores() is { } change)
                _operations.Add(change);
        }

        return scope;
    }

    /// <summary>Records an operation that was done. Only while the recorder is taken.</summary>
    internal void Add(DiskOperation operation) => _operations.Add(operation);

    /// <summary>Flushes without holding up others, and records it with the moment at which it began.</summary>
    internal void Flush(Action flush, Func<int, DiskOperation> done)
    {
        int began;
        using (Enter())
            began = _operations.Count;
        flush();
        using (Enter())
            Add(done(began));
    }

    internal void Attach(LiveFile file, MappedRegion region)
    {
        using (Enter())
        {
            file.Attach(region);
            _mapped.Add(file);
        }
    }

    internal void Detach(LiveFile file, MappedRegion region)
    {
        using (Enter())
        {
            if (file.Detach(region))
                _mapped.Remove(file);
        }
    }

    private static string Full(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    private LiveFile LiveAt(string path)
    {
        if (!_names.Exists(path))
        {
            var created = _names.Create(path, isDirectory: false);
            _files[created.Target] = new LiveFile(created.Target);
            Add(created);
        }

        return _files[_names.Of(path)];
    }

    private void AddDirectories(string path)
    {
        if (!_names.Covers(path) || _names.Exists(path))
            return;
        AddDirectories(Path.GetDirectoryName(path)!);
        Add(_names.Create(path, isDirectory: true));
    }

    private void TakeOver(string directory)
    {
        AddDirectories(directory);
        foreach (var name in _inner.ListFiles(directory))
        {
            var live = LiveAt(Path.Combine(directory, name));
            Add(live.Write(File.ReadAllBytes(Path.Combine(directory, name)), 0));
            Add(new FileFlushed(live.Inode, _operations.Count));
        }

        foreach (var name in _inner.ListDirectories(directory))
            TakeOver(Path.Combine(directory, name));
        Add(new DirectoryFlushed(_names.Of(directory), _operations.Count));
    }
}
