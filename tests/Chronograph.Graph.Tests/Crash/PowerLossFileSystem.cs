using Chronograph.Selftest;
namespace Chronograph.Graph.Tests;

/// <summary>
/// Keeps what was flushed apart from what was not, and can write what the disk would hold after the power went out:
/// of each file the bytes of its last flush, under the names of the last flush of its directory, or under today's names,
/// since a file system may write names at any time on its own.
/// </summary>
internal sealed class PowerLossFileSystem : ForwardingFileSystem
{
    private readonly Dictionary<string, Content> _names = [];
    private readonly Dictionary<string, Content> _flushedNames = [];

    /// <summary>Called before each operation while set.</summary>
    public Action? BeforeEach { get; set; }

    public override void Before(Operation operation, string path) => BeforeEach?.Invoke();

    public override void After(Operation operation, string path, string? target = null)
    {
        switch (operation)
        {
            case Operation.Create:
                _names.TryAdd(path, new Content());
                break;
            case Operation.Flush when Disk.DirectoryExists(path):
                FlushNames(path);
                break;
            case Operation.Flush:
                _names[path].Flushed = File.ReadAllBytes(path);
                break;
            case Operation.Rename:
                _names[target!] = _names[path];
                _names.Remove(path);
                break;
            case Operation.Delete:
                _names.Remove(path);
                break;
        }
    }

    /// <summary>Writes what is left of a directory.</summary>
    /// <param name="namesReachedTheDisk">Whether the file system had written today's names on its own.</param>
    public void WriteImage(string directory, string image, bool namesReachedTheDisk)
    {
        foreach (var folder in new[] { directory }.Concat(Directory.GetDirectories(directory)))
            Directory.CreateDirectory(Path.Combine(image, Path.GetRelativePath(directory, folder)));
        foreach (var (path, content) in namesReachedTheDisk ? _names : _flushedNames)
        {
            if (path.StartsWith(directory, StringComparison.Ordinal) && Path.GetFileName(path) != "writer.lock")
                File.WriteAllBytes(Path.Combine(image, Path.GetRelativePath(directory, path)), content.Flushed);
        }
    }

    private void FlushNames(string directory)
    {
        foreach (var path in _flushedNames.Keys.Where(path => Path.GetDirectoryName(path) == directory).ToList())
            _flushedNames.Remove(path);
        foreach (var (path, content) in _names.Where(name => Path.GetDirectoryName(name.Key) == directory))
            _flushedNames[path] = content;
    }

    private sealed class Content
    {
        public byte[] Flushed { get; set; } = [];
    }
}
