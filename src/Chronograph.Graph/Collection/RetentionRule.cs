namespace Chronograph.Graph;

/// <summary>Decides which versions stay: the newest, so many before it, and each that has a tag or is open.</summary>
/// <param name="latest">The newest version.</param>
/// <param name="retain">How many versions before the newest stay whatever they are.</param>
/// <param name="collected">What an earlier, perhaps unfinished, collection decided: it is not asked again about tags.</param>
/// <param name="claims">Claims the versions that go.</param>
internal sealed class RetentionRule(Manifest latest, long retain, CollectedVersions collected, VersionClaims claims)
{
    public bool IsRecent(Manifest manifest) =>
        manifest.Version.Number >= latest.Version.Number - retain && collected.Find(manifest.Version) is null;

    /// <summary>Why an older version stays, or null when it may go; it is then claimed.</summary>
    public string? ReasonToKeep(Manifest manifest)
    {
        if (manifest.Tags.Count > 0 && collected.Find(manifest.Version) is null)
            return $"tagged {manifest.Tags.First().Key}={manifest.Tags.First().Value}";
        return claims.TryClaim(manifest.Version) ? null : "a snapshot of it is open";
    }
}
