using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Reads a manifest, believing nothing in it.</summary>
internal static class ManifestReader
{
    private const long LargestCount = 1L << 48;

    /// <exception cref="DamagedFileException">The file is not a sound manifest of this version.</exception>
    /// <exception cref="UnsupportedFormatException">A later build wrote it.</exception>
    public static Manifest Read(byte[] bytes, string path, GraphVersion expected) =>
        Read(bytes, path, expected, root => ReadBody(root) with { Sha256 = ManifestWriter.Hash(bytes) });

    /// <summary>Reads only what a list of versions shows. The hash is not computed, the checksum is.</summary>
    /// <inheritdoc cref="Read(byte[], string, GraphVersion)"/>
    public static VersionInfo ReadInfo(byte[] bytes, string path, GraphVersion expected) =>
        Read(bytes, path, expected, root => new VersionInfo(
            expected,
            Time(root),
            new GraphVersion(root.GetProperty("parent_version").GetInt64()),
            Tags(root),
            Count(root.GetProperty("stats"), "total_nodes"),
            Count(root.GetProperty("stats"), "total_edges"),
            root.GetProperty("node_segments").GetArrayLength() + root.GetProperty("edge_segments").GetArrayLength(),
            Sources(root)) { RequestId = RequestId(root) });

    /// <summary>Whether an error of the JSON reader means that the text is not what it should be.</summary>
    public static bool IsMalformed(Exception error) => error
        is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or OverflowException
        or ArgumentException;

    public static void CheckSupport(JsonElement root, string path)
    {
        var version = root.GetProperty("format_version").GetInt32();
        if (version != ManifestWriter.FormatVersion)
            throw new UnsupportedFormatException(path, $"it is format {version}, this build reads {ManifestWriter.FormatVersion}");
        foreach (var feature in root.GetProperty("required_features").EnumerateArray())
            throw new UnsupportedFormatException(path, $"it uses the feature '{feature.GetString()}', which this build does not know");
    }

    public static DateTimeOffset Time(JsonElement element) => DateTimeOffset.ParseExact(
        element.GetProperty("created_at").GetString()!,
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static ImmutableSortedDictionary<string, long> Sources(JsonElement element) =>
        element.GetProperty("sources").EnumerateObject()
            .ToImmutableSortedDictionary(source => source.Name, source => source.Value.GetInt64(), StringComparer.Ordinal);

    private static Manifest ReadBody(JsonElement root) => new()
    {
        Version = new GraphVersion(root.GetProperty("version").GetInt64()),
        CreatedAt = Time(root),
        Parent = new GraphVersion(root.GetProperty("parent_version").GetInt64()),
        ParentSha256 = Text(root, "parent_sha256"),
        WriterEpoch = root.GetProperty("writer_epoch").GetInt64(),
        RequestId = RequestId(root),
        State = ReadState(root),
        Tags = Tags(root),
    };

    private static T Read<T>(byte[] bytes, string path, GraphVersion expected, Func<JsonElement, T> read)
    {
        SealedJson.Check(bytes, path);
        try
        {
            using var document = JsonDocument.Parse(bytes);
            CheckSupport(document.RootElement, path);
            var version = new GraphVersion(document.RootElement.GetProperty("version").GetInt64());
            return version == expected
                ? read(document.RootElement)
                : throw new DamagedFileException(path, 0, $"it is the manifest of version {version}");
        }
        catch (Exception error) when (IsMalformed(error))
        {
            throw new DamagedFileException(path, 0, $"it is not a manifest: {error.Message}", error);
        }
    }

    private static string? RequestId(JsonElement root) =>
        root.TryGetProperty("request_id", out var request) ? request.GetString() : null;

    private static ImmutableSortedDictionary<string, string> Tags(JsonElement root) =>
        root.GetProperty("tags").EnumerateObject()
            .ToImmutableSortedDictionary(tag => tag.Name, tag => tag.Value.GetString()!, StringComparer.Ordinal);

    private static VersionState ReadState(JsonElement root)
    {
        var stats = root.GetProperty("stats");
        var next = Count(root, "next_segment_id");
        return new VersionState
        {
            NodeSegments = ReadSegments(root, "node_segments", next),
            EdgeSegments = ReadSegments(root, "edge_segments", next),
            NextSegmentId = next,
            TotalNodes = Count(stats, "total_nodes"),
            TotalEdges = Count(stats, "total_edges"),
            Sources = Sources(root),
        };
    }

    private static ImmutableArray<SegmentDescriptor> ReadSegments(JsonElement root, string name, long next)
    {
        ImmutableArray<SegmentDescriptor> segments = [.. root.GetProperty(name).EnumerateArray().Select(ReadSegment)];
        var seen = new HashSet<long>();
        foreach (var segment in segments)
        {
            if (!seen.Add(segment.SegmentId))
                throw new FormatException($"segment {segment.SegmentId} stands twice in '{name}'.");
            if (segment.SegmentId >= next)
                throw new FormatException($"'{name}' holds segment {segment.SegmentId}, and 'next_segment_id' is {next}.");
        }

        return segments;
    }

    private static SegmentDescriptor ReadSegment(JsonElement segment) => new()
    {
        SegmentId = Count(segment, "segment_id"),
        RecordCount = Count(segment, "record_count"),
        TombstoneCount = Count(segment, "tombstone_count"),
        ByteSize = Count(segment, "byte_size"),
        Sha256 = Text(segment, "sha256"),
        AddsOnly = segment.TryGetProperty("adds_only", out var addsOnly) && addsOnly.GetBoolean(),
        NodeTypes = ReadZone(segment, "node_types"),
        FilePaths = ReadZone(segment, "file_paths"),
        EdgeTypes = ReadZone(segment, "edge_types"),
    };

    private static IReadOnlyList<string>? ReadZone(JsonElement segment, string name) =>
        segment.TryGetProperty(name, out var values) && values.ValueKind == JsonValueKind.Array
            ? [.. values.EnumerateArray().Select(value => value.GetString()!)]
            : null;

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null.");

    private static long Count(JsonElement element, string name) =>
        element.GetProperty(name).GetInt64() is >= 0 and <= LargestCount and var count
            ? count
            : throw new FormatException($"'{name}' is out of range.");
}
