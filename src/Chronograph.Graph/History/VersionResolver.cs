namespace Chronograph.Graph;

/// <summary>Finds the version that a reference names.</summary>
internal sealed class VersionResolver(VersionCatalog catalog)
{
    /// <summary>The version, or null when there is none.</summary>
    public GraphVersion? Resolve(VersionReference reference, CurrentPointer head) => reference switch
    {
        VersionReference.LatestVersion => NotNone(head.Version),
        VersionReference.Exact exact => exact.Version.Number > 0 && exact.Version.CompareTo(head.Version) <= 0 ? exact.Version : null,
        VersionReference.WithTag tag => FindTag(tag, head),
        VersionReference.AtTime at => NotNone(catalog.LastWhere(head, facts => facts.CreatedAt <= at.Time)),
        VersionReference.AtSource source => FindSource(source, head),
        _ => throw new ArgumentException("This kind of reference is not known.", nameof(reference)),
    };

    private static GraphVersion? NotNone(GraphVersion version) => version == GraphVersion.None ? null : version;

    private GraphVersion? FindTag(VersionReference.WithTag tag, CurrentPointer head)
    {
        var newest = new VersionFilter { TagKey = tag.Key, TagValue = tag.Value, Limit = 1 };
        return catalog.List(newest, head).FirstOrDefault()?.Version;
    }

    /// <summary>What a source has reached never goes back, so the version after the last that lacks the message is it.</summary>
    private GraphVersion? FindSource(VersionReference.AtSource source, CurrentPointer head)
    {
        var lacking = catalog.LastWhere(
            head, facts => facts.Sources.GetValueOrDefault(source.Log) < source.Sequence);
        return lacking == head.Version ? null : new GraphVersion(lacking.Number + 1);
    }
}
