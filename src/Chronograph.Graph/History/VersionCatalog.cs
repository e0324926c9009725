namespace Chronograph.Graph;

/// <summary>Finds and lists versions by reading as few manifests as possible.</summary>
internal sealed class VersionCatalog(ManifestStore manifests, TagIndex tags)
{
    /// <summary>The manifest of a version that exists.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such version.</exception>
    /// <exception cref="VersionCollectedException">Retention has removed it.</exception>
    public Manifest Get(GraphVersion version, CurrentPointer head)
    {
        if (version.Number < 0 || version.CompareTo(head.Version) > 0)
            throw new ArgumentOutOfRangeException(nameof(version), version, $"The versions of the store end at {head.Version}.");
        return manifests.Read(version, head);
    }

    /// <summary>Newest first, without those that were collected; reads the manifest of each version that may match.</summary>
    public IEnumerable<VersionInfo> List(VersionFilter filter, CurrentPointer head)
    {
        var last = new GraphVersion(Math.Min(head.Version.Number, (filter.Before?.Number ?? long.MaxValue) - 1));
        var listed = filter is { TagKey: { } key, TagValue: { } value }
            ? tags.Candidates(key, value, last, head).Where(IsThere(manifests.ReadCollected(head))).Select(version => manifests.TryReadInfo(version, head)).OfType<VersionInfo>()
            : AllUpTo(last, head);
        return listed
            .Where(info => Matches(info, filter))
            .Take(filter.Limit);
    }

    /// <summary>The version that a request made; null when none did.</summary>
    public Manifest? FindRequest(string requestId, CurrentPointer head) =>
        tags.Candidates(HistoryRecord.RequestKey, requestId, head.Version, head)
            .Select(version => manifests.TryRead(version, head))
            .FirstOrDefault(manifest => manifest?.RequestId == requestId);

    /// <summary>The newest version of which a condition holds, when it holds up to some version and not after.</summary>
    /// <remarks>Where the answer lies among versions that were collected, it is one of those, if not the exact one.</remarks>
    public GraphVersion LastWhere(CurrentPointer head, Func<VersionFacts, bool> holds)
    {
        var low = 0L;
        var high = head.Version.Number;
        while (low < high)
        {
            var middle = new GraphVersion(low + ((high - low + 1) >> 1));
            if (manifests.TryRead(middle, head) is { } manifest)
            {
                if (holds(VersionFacts.Of(manifest)))
                    low = middle.Number;
                else
                    high = middle.Number - 1;
            }
            else if (manifests.ReadCollected(head).Find(middle) is { } range)
            {
                if (!holds(range.FirstFacts))
                    high = range.First.Number - 1;
                else if (holds(range.LastFacts))
                    low = range.Last.Number;
                else
                    return range.First;
            }
        }

        return new GraphVersion(low);
    }

    private IEnumerable<VersionInfo> AllUpTo(GraphVersion last, CurrentPointer head)
    {
        var collected = manifests.ReadCollected(head);
        for (var version = last; version.Number > 0; version = new GraphVersion(version.Number - 1))
        {
            if (collected.Find(version) is { } range)
                version = range.First;
            else if (manifests.TryReadInfo(version, head) is { } info)
                yield return info;
            else
                collected = manifests.ReadCollected(); // it was collected meanwhile
        }
    }

    // A collection that was killed has listed versions whose manifests it did not come to move: those cannot be opened.
    private static Func<GraphVersion, bool> IsThere(CollectedVersions collected) => version => collected.Find(version) is null;

    private static bool Matches(VersionInfo info, VersionFilter filter) =>
        filter.TagKey is null
        || (info.Tags.TryGetValue(filter.TagKey, out var value) && (filter.TagValue is null || value == filter.TagValue));
}
