using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>The file <c>collected.json</c>. The format is in docs/format/manifest.md.</summary>
internal static class CollectedVersionsFile
{
    public static byte[] ToBytes(CollectedVersions collected)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, ManifestWriter.Options))
        {
            json.WriteStartObject();
            json.WriteNumber("format_version", ManifestWriter.FormatVersion);
            json.WriteStartArray("required_features");
            json.WriteEndArray();
            json.WriteStartArray("ranges");
            foreach (var range in collected.Ranges)
                Write(json, range);
            json.WriteEndArray();
        }

        SealedJson.Seal(buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <exception cref="DamagedFileException">The file is not sound.</exception>
    /// <exception cref="UnsupportedFormatException">A later build wrote it.</exception>
    public static CollectedVersions Read(byte[] bytes, string path)
    {
        SealedJson.Check(bytes, path);
        try
        {
            using var document = JsonDocument.Parse(bytes);
            ManifestReader.CheckSupport(document.RootElement, path);
            return CollectedVersions.Of([.. document.RootElement.GetProperty("ranges").EnumerateArray().Select(ReadRange)]);
        }
        catch (Exception error) when (ManifestReader.IsMalformed(error))
        {
            throw new DamagedFileException(path, 0, $"it is not a list of collected versions: {error.Message}", error);
        }
    }

    private static void Write(Utf8JsonWriter json, CollectedRange range)
    {
        json.WriteStartObject();
        json.WriteNumber("first_version", range.First.Number);
        json.WriteNumber("last_version", range.Last.Number);
        json.WriteBoolean("purged", range.Purged);
        json.WriteString("parent_sha256", range.ParentSha256);
        Write(json, "first", range.FirstFacts);
        Write(json, "last", range.LastFacts);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, VersionFacts facts)
    {
        json.WriteStartObject(name);
        json.WriteString("created_at", ManifestWriter.Time(facts.CreatedAt));
        ManifestWriter.WriteSources(json, facts.Sources);
        json.WriteEndObject();
    }

    private static CollectedRange ReadRange(JsonElement range)
    {
        var read = new CollectedRange
        {
            First = new GraphVersion(range.GetProperty("first_version").GetInt64()),
            Last = new GraphVersion(range.GetProperty("last_version").GetInt64()),
            Purged = range.GetProperty("purged").GetBoolean(),
            ParentSha256 = range.GetProperty("parent_sha256").GetString()!,
            FirstFacts = ReadFacts(range.GetProperty("first")),
            LastFacts = ReadFacts(range.GetProperty("last")),
        };
        return read.First.Number >= 1 && read.First.CompareTo(read.Last) <= 0
            ? read
            : throw new FormatException($"There are no versions from {read.First} to {read.Last}.");
    }

    private static VersionFacts ReadFacts(JsonElement facts) => new(ManifestReader.Time(facts), ManifestReader.Sources(facts));
}
