using System.Text.Json;

namespace Chronograph.Graph;

/// <summary>What is read back from a message of the history: the version, its hash, its tags and its request id.</summary>
internal sealed record HistoryRecord(
    GraphVersion Parent, GraphVersion Version, string Sha256, IReadOnlyList<KeyValuePair<string, string>> Tags)
{
    /// <summary>The key under which a request id is found like a tag; no tag has it, since keys hold no '='.</summary>
    public const string RequestKey = "=request_id";

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
                [.. Tagged(root.GetProperty("tags")), .. Requested(root)]);
        }
        catch (Exception error) when (ManifestReader.IsMalformed(error))
        {
            return null;
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Tagged(JsonElement tags) =>
        tags.EnumerateObject().Select(tag => KeyValuePair.Create(tag.Name, tag.Value.GetString() ?? ""));

    private static IEnumerable<KeyValuePair<string, string>> Requested(JsonElement root) =>
        root.TryGetProperty("request_id", out var request) ? [KeyValuePair.Create(RequestKey, request.GetString() ?? "")] : [];
}
