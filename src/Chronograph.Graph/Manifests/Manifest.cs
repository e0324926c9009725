using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>A version as its file describes it. The format is in docs/format/manifest.md.</summary>
internal sealed record Manifest
{
    public const string NoHash = "";

    /// <summary>The manifest of <see cref="GraphVersion.None"/>, which no file holds.</summary>
    public static Manifest None { get; } = new()
    {
        Version = GraphVersion.None,
        CreatedAt = DateTimeOffset.UnixEpoch,
        Parent = GraphVersion.None,
        ParentSha256 = NoHash,
        WriterEpoch = 0,
        State = VersionState.Empty,
        Tags = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal),
    };

    public required GraphVersion Version { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required GraphVersion Parent { get; init; }

    /// <summary>The <see cref="Sha256"/> of the parent; empty for the first version.</summary>
    public required string ParentSha256 { get; init; }

    public required long WriterEpoch { get; init; }

    public required VersionState State { get; init; }

    /// <summary>The name of the commit that made the version; null for none.</summary>
    public string? RequestId { get; init; }

    public required ImmutableSortedDictionary<string, string> Tags { get; init; }

    /// <summary>The hash of all that never changes in the file: everything but the tags. Empty until it was written or read.</summary>
    public string Sha256 { get; init; } = NoHash;

    public VersionInfo Info => new(
        Version,
        CreatedAt,
        Parent,
        Tags,
        State.TotalNodes,
        State.TotalEdges,
        State.NodeSegments.Length + State.EdgeSegments.Length,
        State.Sources) { RequestId = RequestId };
}
