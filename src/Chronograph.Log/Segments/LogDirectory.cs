using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>The directory of a log: names of its files, and what all readers of one opened log share about them.</summary>
internal sealed class LogDirectory
{
    public const string ControlFileName = "control.meta";
    public const string CheckpointFileName = "index.meta";
    public const string SegmentExtension = ".q";
    public const string IndexExtension = ".idx";
    public const string QuarantineName = "quarantine";
    public const string ReadersName = "readers";

    public LogDirectory(FileSystem files, string path)
    {
        Files = files;
        Path = path;
        Tail = new UnrecoveredTail(this);
    }

    public FileSystem Files { get; }

    public string Path { get; }

    /// <summary>Up to where the log may be read, as long as no writer has recovered it.</summary>
    public UnrecoveredTail Tail { get; }

    public string ControlPath => Combine(ControlFileName);

    public string CheckpointPath => Combine(CheckpointFileName);

    public string QuarantinePath => Combine(QuarantineName);

    public string ReadersPath => Combine(ReadersName);

    public string SegmentPath(SegmentId id) => Combine(id + SegmentExtension);

    public string IndexPath(SegmentId id) => Combine(id + IndexExtension);

    /// <summary>Whether this is a log: it has a control file or a segment.</summary>
    public bool HoldsLog() =>
        Files.DirectoryExists(Path) && (Files.FileExists(ControlPath) || ListSegments().Count > 0);

    /// <summary>Every segment file, prepared ones too, by id.</summary>
    /// <remarks>
    /// The system lists a directory bit by bit. One that a writer adds to meanwhile may show a segment and not the one before,
    /// which was made earlier: so holes are looked at once more.
    /// </remarks>
    public List<SegmentId> ListSegments()
    {
        var ids = List(SegmentExtension);
        for (var index = ids.Count - 1; index > 0; index--)
        {
            for (var before = ids[index].Previous; before > ids[index - 1] && Files.FileExists(SegmentPath(before)); before = before.Previous)
                ids.Insert(index, before);
        }

        return ids;
    }

    /// <summary>The segments that have an index file, whether they are there or not, by id.</summary>
    public List<SegmentId> ListIndexes() => List(IndexExtension);

    /// <summary>Throws when a directory within the log is a link that leads out of it.</summary>
    /// <exception cref="DamagedFileException">It is a symbolic link.</exception>
    public static void ThrowIfLink(string directory) => LinkCheck.ThrowIfLink(directory);

    private List<SegmentId> List(string extension)
    {
        var ids = new List<SegmentId>();
        foreach (var name in Files.ListFiles(Path))
        {
            if (name.EndsWith(extension, StringComparison.Ordinal)
                && SegmentId.TryParse(name.AsSpan(0, name.Length - extension.Length), out var id))
                ids.Add(id);
        }

        ids.Sort();
        return ids;
    }

    private string Combine(string name) => System.IO.Path.Combine(Path, name);
}
