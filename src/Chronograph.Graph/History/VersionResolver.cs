namespace Chronograph.Graph;

/// <summary>Finds the version that a reference names.</summary>
internal sealed class VersionResolver(VersionCatalog catalog, TagIndex tags)
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

    /// <summary>Asks the manifests that the history does not tell of, then those that it names, newest first.</summary>
    private GraphVersion? FindTag(VersionReference.WithTag tag, GraphVersion latest)
    {
        var (candidates, covered) = tags.Find(tag.Key, tag.Value);
        for (var number = latest.Number; number > covered.Number; number--)
        {
            if (HasTag(new GraphVersion(number), tag))
                return new GraphVersion(number);
        }

        foreach (var number in candidates)
        {
            if (number <= covered.Number && number <= latest.Number && HasTag(new GraphVersion(number), tag))
                return new GraphVersion(number);
        }

        return null;
    }

    private bool HasTag(GraphVersion version, VersionReference.WithTag tag) =>
        catalog.Get(version, version).Tags.TryGetValue(tag.Key, out var value) && value == tag.Value;

    /// <summary>What a source has reached never goes back, so the version after the last that lacks the message is it.</summary>
    private GraphVersion? FindSource(VersionReference.AtSource source, GraphVersion latest)
    {
        var lacking = catalog.LastWhere(
            latest, manifest => manifest.State.Sources.GetValueOrDefault(source.Log) < source.Sequence);
        return lacking == latest ? null : new GraphVersion(lacking.Number + 1);
    }
}
