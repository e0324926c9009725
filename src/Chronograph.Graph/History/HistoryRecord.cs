using System.Text.Json;

namespace Chronograph.Graph;

/// <summary>What is read back from a message of the history: the version, its hash and its tags.</summary>
internal sealed record HistoryRecord(
    GraphVersion Parent, GraphVersion Version, string Sha256, IReadOnlyList<KeyValuePair<string, string>> Tags)
{
    /// <summary>The record, or null when the message is not one: the history is only a hint.</summary>
    public static HistoryRecord? Read(ReadOnlySpan<byte> payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload.ToArray());
            var root = document.RootElement;
            return new HistoryRecord(
                new GraphVersion(root.GetProperty("parent_version").GetInt64()),
                new GraphVersion(root.GetProperty("version").GetInt64()),
                root.GetProperty("manifest_sha256").GetString() ?? Manifest.NoHash,
                [.. root.GetProperty("tags").EnumerateObject().Select(tag => KeyValuePair.Create(tag.Name, tag.Value.GetString() ?? ""))]);
        }
        catch (Exception error) when (ManifestReader.IsMalformed(error))
        {
            return null;
        }
    }
}
