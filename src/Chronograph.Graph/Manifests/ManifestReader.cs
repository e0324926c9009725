using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Reads a manifest, believing nothing in it.</summary>
internal static class ManifestReader
{
    /// <summary>No number in a manifest that counts something is larger.</summary>
    public const long LargestCount = 1L << 48;

    private static readonly FrozenSet<string> Hashed = FrozenSet.Create(
        StringComparer.Ordinal,
        "format_version", "required_features", "optional_features", "version", "created_at", "parent_version", "parent_sha256",
        "writer_epoch", "request_id", "next_segment_id", "node_segments", "edge_segments", "sources", "stats");

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
            .ToImmutableSortedDictionary(source => source.Name, source => CountOf(source.Value, source.Name, long.MaxValue), StringComparer.Ordinal);

    private static Manifest ReadBody(JsonElement root) => new()
    {
        Version = new GraphVersion(root.GetProperty("version").GetInt64()),
        CreatedAt = Time(root),
        Parent = new GraphVersion(root.GetProperty("parent_version").GetInt64()),
        ParentSha256 = Text(root, "parent_sha256"),
        WriterEpoch = Count(root, "writer_epoch"),
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
            CheckOrder(document.RootElement);
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

    /// <summary>What stands behind the tags is outside the hash, so nothing that counts may be there, also not once more.</summary>
    private static void CheckOrder(JsonElement root)
    {
        foreach (var member in root.EnumerateObject().SkipWhile(member => member.Name != "tags"))
        {
            if (Hashed.Contains(member.Name))
                throw new FormatException($"'{member.Name}' stands behind 'tags', where the hash does not cover it.");
        }
    }

    private static string? RequestId(JsonElement root) =>
        root.TryGetProperty("request_id", out var request) ? request.GetString() : null;

    private static ImmutableSortedDictionary<string, string> Tags(JsonElement root) =>
        root.GetProperty("tags").EnumerateObject()
            .ToImmutableSortedDictionary(tag => TagKey(tag.Name), tag => TextOf(tag.Value, tag.Name), StringComparer.Ordinal);

    private static string TagKey(string key) => TagRules.Fault(key) is { } fault ? throw new FormatException($"{fault}.") : key;

    private static VersionState ReadState(JsonElement root)
    {
        var stats = root.GetProperty("stats");
        var next = Count(root, "next_segment_id");
        return new VersionState
        {
            NodeSegments = ReadSegments(root, "node_segments", next, Count(stats, "node_segment_count")),
            EdgeSegments = ReadSegments(root, "edge_segments", next, Count(stats, "edge_segment_count")),
            NextSegmentId = next,
            TotalNodes = Count(stats, "total_nodes"),
            TotalEdges = Count(stats, "total_edges"),
            Sources = Sources(root),
        };
    }

    private static ImmutableArray<SegmentDescriptor> ReadSegments(JsonElement root, string name, long next, long count)
    {
        var version = root.GetProperty("version").GetInt64();
        ImmutableArray<SegmentDescriptor> segments = [.. root.GetProperty(name).EnumerateArray().Select(segment => ReadSegment(segment, version))];
        if (segments.Length != count)
            throw new FormatException($"'{name}' holds {segments.Length} segments, and 'stats' says {count}.");
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

    /// <param name="latest">The version that the manifest is of: there is no later one that it could speak of.</param>
    private static SegmentDescriptor ReadSegment(JsonElement segment, long latest) => new()
    {
        SegmentId = Count(segment, "segment_id"),
        RecordCount = Count(segment, "record_count"),
        TombstoneCount = Count(segment, "tombstone_count"),
        ByteSize = Count(segment, "byte_size"),
        Sha256 = Text(segment, "sha256"),
        AddsOnly = segment.TryGetProperty("adds_only", out var addsOnly) && addsOnly.GetBoolean(),
        Replaced = ReadReplaced(segment),
        ThroughVersion = segment.TryGetProperty("through_version", out var through)
            ? new GraphVersion(CountOf(through, "through_version", latest))
            : null,
        NodeTypes = ReadZone(segment, "node_types"),
        FilePaths = ReadZone(segment, "file_paths"),
        EdgeTypes = ReadZone(segment, "edge_types"),
    };

    private static ReplacedRecords? ReadReplaced(JsonElement segment)
    {
        if (!segment.TryGetProperty("changed_count", out var changed))
            return null;
        var replaced = new ReplacedRecords(CountOf(changed, "changed_count", LargestCount), Count(segment, "touched_count"));
        return replaced.Changed + replaced.Touched <= Count(segment, "record_count")
            ? replaced
            : throw new FormatException("A segment replaces more records than it has.");
    }

    private static IReadOnlyList<string>? ReadZone(JsonElement segment, string name) =>
        segment.TryGetProperty(name, out var values) && values.ValueKind == JsonValueKind.Array
            ? [.. values.EnumerateArray().Select(value => TextOf(value, name))]
            : null;

    private static string Text(JsonElement element, string name) => TextOf(element.GetProperty(name), name);

    private static string TextOf(JsonElement value, string name) => value.GetString() ?? throw new FormatException($"'{name}' is null.");

    private static long Count(JsonElement element, string name) => CountOf(element.GetProperty(name), name, LargestCount);

    private static long CountOf(JsonElement value, string name, long largest) =>
        value.GetInt64() is >= 0 and var count && count <= largest ? count : throw new FormatException($"'{name}' is out of range.");
}
