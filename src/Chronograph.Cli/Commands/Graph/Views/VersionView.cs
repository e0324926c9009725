using System.Text.Json;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>How a version looks in a list.</summary>
internal static class VersionView
{
    /// <summary>What its manifest says, the tags last.</summary>
    public static ItemView<VersionInfo> Instance { get; } = new(
        [
            new("version", version => version.Version.ToString(), RightAligned: true),
            new("created", version => Quantities.Time(version.CreatedAt)),
            new("nodes", version => Quantities.Count(version.Nodes), RightAligned: true),
            new("edges", version => Quantities.Count(version.Edges), RightAligned: true),
            new("segments", version => Quantities.Count(version.Segments), RightAligned: true),
            new("tags", Tags),
        ],
        Write);

    private static void Write(Utf8JsonWriter json, VersionInfo version)
    {
        json.WriteNumber("version", version.Version.Number);
        json.WriteString("created_at", Quantities.IsoTime(version.CreatedAt));
        json.WriteNumber("parent_version", version.Parent.Number);
        json.WriteMap("tags", version.Tags);
        json.WriteNumber("nodes", version.Nodes);
        json.WriteNumber("edges", version.Edges);
        json.WriteNumber("segments", version.Segments);
    }

    private static string Tags(VersionInfo version) =>
        string.Join("  ", version.Tags.Select(tag => $"{tag.Key}={tag.Value}"));
}
