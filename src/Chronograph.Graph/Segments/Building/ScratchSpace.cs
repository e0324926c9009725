using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Temporary files of a store's writer, in a directory of their own within the store. Any thread may call.</summary>
/// <remarks>
/// What stands there is never part of a version. Who creates a file deletes it; what a killed process left is cleared by
/// the next writer, which alone may touch the directory because it holds the store's lock.
/// </remarks>
internal sealed class ScratchSpace
{
    private readonly FileSystem _files;
    private readonly Ownership _ownership;

    private ScratchSpace(FileSystem files, string directory, Ownership ownership, ScratchSpace? inMemory, long memory)
    {
        _files = files;
        Directory = directory;
        _ownership = ownership;
        InMemory = inMemory ?? this;
        Memory = new ScratchMemory(memory);
    }

    public ScratchSpace(FileSystem files, string directory)
        : this(files, directory, new Ownership(), new ScratchSpace(), memory: 0)
    {
    }

    private ScratchSpace()
        : this(new MemoryFileSystem(), "/scratch", new Ownership(), inMemory: null, memory: 0)
    {
    }

    public FileSystem Files => _files;

    public string Directory { get; }

    /// <summary>The same for files that are small: making one on a disk, and deleting it, costs more than all that is done with it.</summary>
    public ScratchSpace InMemory { get; }

    /// <summary>What is used before there are files.</summary>
    public ScratchMemory Memory { get; }

    /// <summary>The same directory, with so much memory to be used before it.</summary>
    public ScratchSpace Behind(long memory) => new(_files, Directory, _ownership, InMemory, memory);

    /// <summary>A number that no file of the directory has yet.</summary>
    /// <exception cref="ObjectDisposedException">The store was closed.</exception>
    public int NextNumber()
    {
        lock (_ownership)
        {
            ObjectDisposedException.ThrowIf(_ownership.IsOver, typeof(GraphStore));
            _files.CreateDirectory(Directory);
            return ++_ownership.LastNumber;
        }
    }

    public StorageFile Create() =>
        _files.Open(Path.Combine(Directory, $"{NextNumber():D6}.tmp"), FileIntent.CreateOrTruncate);

    public void Delete(StorageFile file)
    {
        file.Dispose();
        Delete(file.Path);
    }

    /// <summary>Deletes a file of the directory; does nothing when the store was closed meanwhile: another writer may have one of the name.</summary>
    public void Delete(string path)
    {
        lock (_ownership)
        {
            if (!_ownership.IsOver)
                _files.Delete(path);
        }
    }

    /// <summary>Removes the directory with all that is in it.</summary>
    public void Clear()
    {
        if (_files.DirectoryExists(Directory))
            DirectoryTree.Delete(_files, Directory);
    }

    /// <summary>Clears it for good: what a batch still has there is lost, and it makes no more.</summary>
    public void Close()
    {
        lock (_ownership)
        {
            _ownership.IsOver = true;
            Clear();
        }
    }

    /// <summary>Of the directory, by those who work in it. Guarded by itself.</summary>
    private sealed class Ownership
    {
        public int LastNumber { get; set; }

        public bool IsOver { get; set; }
    }
}
