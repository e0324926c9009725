namespace Chronograph.Graph;

/// <summary>Finds and lists versions by reading as few manifests as possible.</summary>
internal sealed class VersionCatalog(ManifestStore manifests, TagIndex tags)
{
    /// <summary>The manifest of a version that exists.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such version.</exception>
    public Manifest Get(GraphVersion version, CurrentPointer head)
    {
        if (version.Number < 0 || version.CompareTo(head.Version) > 0)
            throw new ArgumentOutOfRangeException(nameof(version), version, $"The versions of the store end at {head.Version}.");
        return manifests.Read(version, head);
    }

    /// <summary>Newest first; reads the manifest of each version that may match.</summary>
    public IEnumerable<VersionInfo> List(VersionFilter filter, CurrentPointer head)
    {
        var last = new GraphVersion(Math.Min(head.Version.Number, (filter.Before?.Number ?? long.MaxValue) - 1));
        var candidates = filter is { TagKey: { } key, TagValue: { } value } ? tags.Candidates(key, value, last, head) : AllUpTo(last);
        return candidates
            .Select(version => manifests.Read(version, head))
            .Where(manifest => Matches(manifest, filter))
            .Select(manifest => manifest.Info)
            .Take(filter.Limit);
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

    private static IEnumerable<GraphVersion> AllUpTo(GraphVersion last)
    {
        for (var number = last.Number; number > 0; number--)
            yield return new GraphVersion(number);
    }

    private static bool Matches(Manifest manifest, VersionFilter filter) =>
        filter.TagKey is null
        || (manifest.Tags.TryGetValue(filter.TagKey, out var value) && (filter.TagValue is null || value == filter.TagValue));
}
