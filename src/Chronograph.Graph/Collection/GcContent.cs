using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>What lies in <c>gc/</c>, as it was when it was listed.</summary>
internal sealed class GcContent
{
    private readonly FileSystem _files;
    private readonly StorePaths _paths;
    private readonly HashSet<string> _names;

    private GcContent(FileSystem files, StorePaths paths, IEnumerable<string> names)
    {
        _files = files;
        _paths = paths;
        _names = names.ToHashSet(StringComparer.Ordinal);
    }

    public IEnumerable<string> Names => _names.Order(StringComparer.Ordinal);

    public static GcContent List(ManifestStore manifests) => new(
        manifests.Files,
        manifests.Paths,
        manifests.Files.DirectoryExists(manifests.Paths.Gc) ? manifests.Files.ListFiles(manifests.Paths.Gc) : []);

    public bool Contains(GraphVersion version) => _names.Contains(Path.GetFileName(_paths.Manifest(version)));

    public bool Contains(SegmentName name) => _names.Contains(name.FileName);

    /// <summary>The length of a file that has this place in the store when it is not collected.</summary>
    public long Length(string path)
    {
        using var file = _files.Open(_paths.InGc(path), FileIntent.ReadOnly);
        return file.Length;
    }
}
