using System.Globalization;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Where the parts of a store lie.</summary>
internal sealed record StorePaths(string Root)
{
    public const string SegmentsName = "segments";

    private const string ManifestExtension = ".json";

    public string Current => Path.Combine(Root, "current.json");

    public string Manifests => Path.Combine(Root, "manifests");

    public string Segments => Path.Combine(Root, SegmentsName);

    public string History => Path.Combine(Root, "history");

    /// <summary>The sorted index of the tags that the history tells of.</summary>
    public string TagRuns => Path.Combine(Root, "tags");

    public string Collected => Path.Combine(Root, "collected.json");

    public string Gc => Path.Combine(Root, "gc");

    /// <summary>What a repair moved out of the way.</summary>
    public string Quarantine => Path.Combine(Root, "quarantine");

    public string Pins => Path.Combine(Root, "pins");

    public string PinLocks => Path.Combine(Pins, "versions.lock");

    /// <summary>There while files of relaxed commits may not be on the disk.</summary>
    public string Unflushed => Path.Combine(Root, "unflushed");

    public string WriterLock => Path.Combine(Root, DirectoryLock.FileName);

    /// <summary>Temporary files of the writer.</summary>
    public string Scratch => Path.Combine(Root, "scratch");

    public string Manifest(GraphVersion version) =>
        Path.Combine(Manifests, version.Number.ToString("D6", CultureInfo.InvariantCulture) + ManifestExtension);

    /// <summary>The version of a file name such as <c>000005.json</c>; <see cref="GraphVersion.None"/> for any other name.</summary>
    public static GraphVersion VersionOf(string manifestName) =>
        manifestName.EndsWith(ManifestExtension, StringComparison.Ordinal)
        && long.TryParse(manifestName.AsSpan(0, manifestName.Length - ManifestExtension.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new GraphVersion(number)
            : GraphVersion.None;

    public string Segment(SegmentName name) => Path.Combine(Segments, name.FileName);

    /// <summary>A path for people: below the store, with forward slashes.</summary>
    public string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>Where a file of the store lies once it is collected: under its own name, which no other has.</summary>
    public string InGc(string path) => Path.Combine(Gc, Path.GetFileName(path));
}
