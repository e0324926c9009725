namespace Chronograph.Graph;

/// <summary>Finds the version that a reference names.</summary>
internal sealed class VersionResolver(VersionCatalog catalog)
{
    /// <summary>The version, or null when there is none.</summary>
    public GraphVersion? Resolve(VersionReference reference, GraphVersion latest) => reference switch
    {
        VersionReference.LatestVersion => latest == GraphVersion.None ? null : latest,
        VersionReference.Exact exact => exact.Version.Number > 0 && exact.Version.CompareTo(latest) <= 0 ? exact.Version : null,
        VersionReference.WithTag tag => FindTag(tag, latest),
        VersionReference.AtTime at => NotNone(catalog.LastWhere(latest, manifest => manifest.CreatedAt <= at.Time)),
        VersionReference.AtSource source => FindSource(source, latest),
        _ => throw new ArgumentException("This kind of reference is not known.", nameof(reference)),
    };

    private static GraphVersion? NotNone(GraphVersion version) => version == GraphVersion.None ? null : version;

    private GraphVersion? FindTag(VersionReference.WithTag tag, GraphVersion latest) =>
        catalog.List(new VersionFilter { TagKey = tag.Key, TagValue = tag.Value, Limit = 1 }, latest).FirstOrDefault()?.Version;

    /// <summary>What a source has reached never goes back, so the version after the last that lacks the message is it.</summary>
    private GraphVersion? FindSource(VersionReference.AtSource source, GraphVersion latest)
    {
        var lacking = catalog.LastWhere(
            latest, manifest => manifest.State.Sources.GetValueOrDefault(source.Log) < source.Sequence);
        return lacking == latest ? null : new GraphVersion(lacking.Number + 1);
    }
}
