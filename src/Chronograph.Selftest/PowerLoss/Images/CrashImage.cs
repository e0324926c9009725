namespace Chronograph.Selftest;

/// <summary>What a disk holds when the power comes back: one of the states that the flushes allow.</summary>
internal sealed class CrashImage
{
    private readonly List<string> _directories = [];
    private readonly List<ImageFile> _files = [];
    private HashCode _fingerprint;

    /// <summary>Tells images with different choices apart. The same choices give the same value within a process.</summary>
    public long Fingerprint
    {
        get
        {
            var (names, contents) = (_fingerprint, default(HashCode));
            foreach (var file in _files)
                contents.Add((file.Length, file.Fingerprint));
            return ((long)names.ToHashCode() << 32) ^ (uint)contents.ToHashCode();
        }
    }

    /// <summary>The files, with paths below the root.</summary>
    public IReadOnlyList<ImageFile> Files => _files;

    public void AddDirectory(string path)
    {
        _directories.Add(path);
        _fingerprint.Add(path);
    }

    public ImageFile AddFile(string path, Inode inode, long length)
    {
        var file = new ImageFile(path, length);
        _files.Add(file);
        _fingerprint.Add((path, inode));
        return file;
    }

    /// <summary>Writes the image into a directory, which is created and should be empty.</summary>
    public void WriteTo(string directory)
    {
        foreach (var path in _directories)
            Directory.CreateDirectory(Path.Combine(directory, path));
        foreach (var file in _files)
            File.WriteAllBytes(Path.Combine(directory, file.Path), file.ToArray());
    }
}
