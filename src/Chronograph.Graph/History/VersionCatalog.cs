namespace Chronograph.Graph;

/// <summary>Finds and lists versions by reading as few manifests as possible.</summary>
internal sealed class VersionCatalog(ManifestStore manifests)
{
    /// <summary>The manifest of a version that exists.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such version.</exception>
    public Manifest Get(GraphVersion version, CurrentPointer head)
    {
        if (version.Number < 0 || version.CompareTo(head.Version) > 0)
            throw new ArgumentOutOfRangeException(nameof(version), version, $"The versions of the store end at {head.Version}.");
        return manifests.Read(version, head);
    }

    /// <summary>Newest first; reads one manifest for each version it passes.</summary>
    public IEnumerable<VersionInfo> List(VersionFilter filter, CurrentPointer head)
    {
        var number = Math.Min(head.Version.Number, (filter.Before?.Number ?? long.MaxValue) - 1);
        for (var left = filter.Limit; number > 0 && left > 0; number--)
        {
            var manifest = manifests.Read(new GraphVersion(number), head);
            if (!Matches(manifest, filter))
                continue;
            left--;
            yield return manifest.Info;
        }
    }

    /// <summary>The newest version of which a condition holds, when it holds up to some version and not after.</summary>
    public GraphVersion LastWhere(CurrentPointer head, Func<Manifest, bool> holds)
    {
        var low = 0L;
        var high = head.Version.Number;
        while (low < high)
        {
            var middle = low + ((high - low + 1) >> 1);
            if (holds(manifests.Read(new GraphVersion(middle), head)))
                low = middle;
            else
                high = middle - 1;
        }

        return new GraphVersion(low);
    }

    private static bool Matches(Manifest manifest, VersionFilter filter) =>
        filter.TagKey is null
        || (manifest.Tags.TryGetValue(filter.TagKey, out var value) && (filter.TagValue is null || value == filter.TagValue));
}
