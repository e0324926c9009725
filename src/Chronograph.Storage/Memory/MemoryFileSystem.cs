namespace Chronograph.Storage;

/// <summary>A file system in the memory of this process, for a store that touches no file.</summary>
/// <remarks>
/// It keeps what programs rely on: a file that is open or mapped outlives its name, a rename replaces its target in one
/// step, a lock excludes every other owner. Disposing it takes all names away, so that only what is open or mapped is left.
/// </remarks>
internal sealed class MemoryFileSystem : FileSystem, IDisposable
{
    private readonly Lock _gate = new(); // guards everything below
    private readonly Dictionary<string, MemoryDirectory> _directories = new(StringComparer.Ordinal);
    private readonly MemoryUse _use = new();
    private bool _disposed;

    /// <summary>The memory that files take, also those that are only held open.</summary>
    public long Bytes => _use.Bytes;

    public override bool DirectoryExists(string path)
    {
        lock (_gate)
            return _directories.ContainsKey(Full(path));
    }

    public override void CreateDirectory(string path)
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            AddDirectory(Full(path));
        }
    }

    public override void DeleteDirectory(string path)
    {
        lock (_gate)
        {
            var (full, directory) = (Full(path), Directory(path));
            if (!directory.IsEmpty)
                throw new IOException($"The directory {path} is not empty.");
            _directories.Remove(full);
            if (Path.GetDirectoryName(full) is { } parent)
                _directories[parent].Directories.Remove(Path.GetFileName(full));
        }
    }

    public override IReadOnlyList<string> ListFiles(string directory)
    {
        lock (_gate)
            return [.. Directory(directory).Files.Keys];
    }

    public override IReadOnlyList<string> ListDirectories(string directory)
    {
        lock (_gate)
            return [.. Directory(directory).Directories];
    }

    public override bool FileExists(string path)
    {
        lock (_gate)
            return TryFind(path) is not null;
    }

    public override StorageFile Open(string path, FileIntent intent)
    {
        lock (_gate)
        {
            var existing = TryFind(path);
            var content = intent switch
            {
                FileIntent.CreateNew when existing is not null => throw new IOException($"The file {path} exists already."),
                FileIntent.ReadOnly or FileIntent.ReadWrite => existing ?? throw NotFound(path),
                _ => existing ?? Add(path),
            };
            if (intent == FileIntent.CreateOrTruncate)
                content.SetLength(path, 0);
            content.Hold();
            return new MemoryFile(path, content);
        }
    }

    public override void Rename(string from, string to)
    {
        lock (_gate)
        {
            var target = DirectoryOf(to).Files;
            var content = TryFind(from) ?? throw NotFound(from);
            DirectoryOf(from).Files.Remove(Path.GetFileName(from));
            if (target.Remove(Path.GetFileName(to), out var replaced))
                replaced.Release();
            target.Add(Path.GetFileName(to), content);
        }
    }

    public override void Delete(string path)
    {
        lock (_gate)
        {
            if (DirectoryOf(path).Files.Remove(Path.GetFileName(path), out var content))
                content.Release();
        }
    }

    // No name survives a power loss.
    public override void SyncDirectory(string directory)
    {
    }

    public override FileLock? TryLock(string path)
    {
        lock (_gate)
        {
            var content = TryFind(path) ?? Add(path);
            if (!content.Locks.TryLock())
                return null;
            content.Hold();
            return new MemoryFileLock(path, content);
        }
    }

    public override bool IsLocked(string path)
    {
        lock (_gate)
            return (TryFind(path) ?? throw NotFound(path)).Locks.IsLocked;
    }

    public override FileIdentity? IdentityOf(string path)
    {
        lock (_gate)
            return TryFind(path)?.Identity;
    }

    public override NumberLocks OpenLocks(string path, LockKind kind)
    {
        lock (_gate)
        {
            var content = TryFind(path) ?? throw NotFound(path);
            content.Hold();
            return new MemoryNumberLocks(content);
        }
    }

    public override byte[] ReadAllBytes(string path)
    {
        using var file = Open(path, FileIntent.ReadOnly);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes, 0);
        return bytes;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var content in _directories.Values.SelectMany(directory => directory.Files.Values))
                content.Release();
            _directories.Clear();
        }
    }

    private static string Full(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    private static FileNotFoundException NotFound(string path) => new($"There is no file {path}.", path);

    private void AddDirectory(string full)
    {
        if (!_directories.TryAdd(full, new MemoryDirectory()) || Path.GetDirectoryName(full) is not { } parent)
            return;
        AddDirectory(parent);
        _directories[parent].Directories.Add(Path.GetFileName(full));
    }

    private MemoryContent Add(string path)
    {
        var content = new MemoryContent(_use);
        DirectoryOf(path).Files.Add(Path.GetFileName(path), content);
        return content;
    }

    private MemoryContent? TryFind(string path)
    {
        ThrowIfDisposed();
        return _directories.TryGetValue(Path.GetDirectoryName(Full(path)) ?? "", out var directory)
            ? directory.Files.GetValueOrDefault(Path.GetFileName(path))
            : null;
    }

    private MemoryDirectory DirectoryOf(string path) => Directory(Path.GetDirectoryName(Full(path)) ?? path);

    private MemoryDirectory Directory(string path)
    {
        ThrowIfDisposed();
        return _directories.TryGetValue(Full(path), out var directory)
            ? directory
            : throw new DirectoryNotFoundException($"There is no directory {path}.");
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);
}
