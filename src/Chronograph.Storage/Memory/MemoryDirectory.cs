namespace Chronograph.Storage;

/// <summary>The names in a directory in memory. Guarded by the file system.</summary>
internal sealed class MemoryDirectory
{
    /// <summary>The files by name, each held by it.</summary>
    public SortedDictionary<string, MemoryContent> Files { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Directories { get; } = new(StringComparer.Ordinal);

    public bool IsEmpty => Files.Count == 0 && Directories.Count == 0;
}
