namespace Chronograph.Graph;

/// <summary>Neighbouring versions that were collected, and what their manifests said that others still need to know.</summary>
internal sealed record CollectedRange
{
    public required GraphVersion First { get; init; }

    public required GraphVersion Last { get; init; }

    /// <summary>Whether files of it may be deleted already, so that it cannot be put back.</summary>
    public bool Purged { get; init; }

    /// <summary>The hash of the manifest before the first: it closes the chain over the gap.</summary>
    public required string ParentSha256 { get; init; }

    public required VersionFacts FirstFacts { get; init; }

    public required VersionFacts LastFacts { get; init; }

    public static CollectedRange Of(Manifest manifest) => new()
    {
        First = manifest.Version,
        Last = manifest.Version,
        ParentSha256 = manifest.ParentSha256,
        FirstFacts = VersionFacts.Of(manifest),
        LastFacts = VersionFacts.Of(manifest),
    };

    public bool Contains(GraphVersion version) => First.CompareTo(version) <= 0 && version.CompareTo(Last) <= 0;

    /// <summary>A manifest in place of those of the range that follow a version: of the last, with the first's parent.</summary>
    public Manifest Standing(GraphVersion parent) => Manifest.None with
    {
        Version = Last,
        Parent = parent,
        CreatedAt = LastFacts.CreatedAt,
        State = VersionState.Empty with { Sources = LastFacts.Sources },
    };

    /// <summary>This range and the one that follows it without a gap.</summary>
    public CollectedRange JoinedWith(CollectedRange next) => this with { Last = next.Last, LastFacts = next.LastFacts };
}
