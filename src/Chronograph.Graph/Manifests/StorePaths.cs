using System.Globalization;

namespace Chronograph.Graph;

/// <summary>Where the parts of a store lie.</summary>
internal sealed record StorePaths(string Root)
{
    public string Current => Path.Combine(Root, "current.json");

    public string Manifests => Path.Combine(Root, "manifests");

    public string Segments => Path.Combine(Root, "segments");

    public string History => Path.Combine(Root, "history");

    public string Manifest(GraphVersion version) =>
        Path.Combine(Manifests, version.Number.ToString("D6", CultureInfo.InvariantCulture) + ".json");

    public string Segment(SegmentName name) => Path.Combine(Segments, name.FileName);
}
