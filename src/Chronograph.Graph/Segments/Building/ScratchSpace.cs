using System.Runtime.CompilerServices;
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
    private readonly StrongBox<int> _lastNumber;

    private ScratchSpace(FileSystem files, string directory, StrongBox<int> lastNumber, ScratchSpace? inMemory, long memory)
    {
        _files = files;
        Directory = directory;
        _lastNumber = lastNumber;
        InMemory = inMemory ?? this;
        Memory = new ScratchMemory(memory);
    }

    public ScratchSpace(FileSystem files, string directory)
        : this(files, directory, new StrongBox<int>(0), new ScratchSpace(), memory: 0)
    {
    }

    private ScratchSpace()
        : this(new MemoryFileSystem(), "/scratch", new StrongBox<int>(0), inMemory: null, memory: 0)
    {
    }

    public FileSystem Files => _files;

    public string Directory { get; }

    /// <summary>The same for files that are small: making one on a disk, and deleting it, costs more than all that is done with it.</summary>
    public ScratchSpace InMemory { get; }

    /// <summary>What is used before there are files.</summary>
    public ScratchMemory Memory { get; }

    /// <summary>The same directory, with so much memory to be used before it.</summary>
    public ScratchSpace Behind(long memory) => new(_files, Directory, _lastNumber, InMemory, memory);

    /// <summary>A number that no file of the directory has yet.</summary>
    public int NextNumber()
    {
        _files.CreateDirectory(Directory);
        return Interlocked.Increment(ref _lastNumber.Value);
    }

    public StorageFile Create() =>
        _files.Open(Path.Combine(Directory, $"{NextNumber():D6}.tmp"), FileIntent.CreateOrTruncate);

    public void Delete(StorageFile file)
    {
        file.Dispose();
        Delete(file.Path);
    }

    /// <summary>Deletes a file of the directory; does nothing when the store was closed meanwhile, which cleared it.</summary>
    public void Delete(string path)
    {
        if (_files.DirectoryExists(Directory))
            _files.Delete(path);
    }

    /// <summary>Removes the directory with all that is in it.</summary>
    public void Clear()
    {
        if (_files.DirectoryExists(Directory))
            DirectoryTree.Delete(_files, Directory);
    }
}
