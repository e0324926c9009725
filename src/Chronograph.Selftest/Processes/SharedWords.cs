using Chronograph.Storage;

namespace Chronograph.Selftest;

/// <summary>A small file of 64-bit words that processes share: what one stored is there for the others even if it is killed at once.</summary>
internal sealed unsafe class SharedWords : IDisposable
{
    private const int Size = 4096;

    private readonly StorageFile _file;
    private readonly MappedRegion _region;

    private SharedWords(StorageFile file)
    {
        _file = file;
        _region = file.Map(MapAccess.ReadWrite, Size);
    }

    /// <summary>Opens the file, creating it with all words zero.</summary>
    public static SharedWords Open(string path)
    {
        var file = FileSystem.Disk.Open(path, FileIntent.OpenOrCreate);
        if (file.Length < Size)
            file.SetLength(Size);
        return new SharedWords(file);
    }

    /// <summary>A word. Storing publishes everything stored before; loading sees all that was stored before what it loads.</summary>
    public long this[int index]
    {
        get => Volatile.Read(ref Word(index));
        set => Volatile.Write(ref Word(index), value);
    }

    public void Dispose()
    {
        _region.Dispose();
        _file.Dispose();
    }

    // Bound: the region hands out the word only if it lies within what is mapped.
    private ref long Word(int index)
    {
        fixed (byte* word = _region.Write(index * sizeof(long), sizeof(long)))
            return ref *(long*)word;
    }
}
