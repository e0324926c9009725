using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Finds what no retained version, tag or pin can reach. Reads every manifest that is there; moves nothing.</summary>
internal sealed class CollectionPlanner(ManifestStore manifests, SegmentIds ids)
{
    private readonly SegmentUses _needed = new();
    private readonly SegmentUses _released = new();

    /// <param name="latest">The newest version, which always stays.</param>
    /// <param name="retain">How many versions before it stay.</param>
    /// <param name="claims">Holds the versions that go until the plan was carried out.</param>
    public CollectionPlan Make(Manifest latest, long retain, VersionClaims claims)
    {
        var before = manifests.ReadCollected();
        var rule = new RetentionRule(latest, retain, before, claims);
        var removed = new List<Manifest>();
        var kept = new List<(GraphVersion Version, string Reason)>();
        foreach (var manifest in StoredVersions.Read(manifests, latest, before))
        {
            var reason = rule.IsRecent(manifest) ? "" : rule.ReasonToKeep(manifest);
            (reason is null ? _released : _needed).Add(manifest);
            if (reason is null)
                removed.Add(manifest with { State = manifest.State with { NodeSegments = [], EdgeSegments = [] } });
            else if (reason.Length > 0)
                kept.Add((manifest.Version, reason));
        }

        var added = removed.Where(manifest => before.Find(manifest.Version) is null).Select(CollectedRange.Of);
        var plan = new CollectionPlan(manifests.Paths) { Collected = CollectedVersions.Of([.. before.Ranges, .. added]) };
        kept.ForEach(version => plan.Keep(version.Version, version.Reason));
        removed.ForEach(manifest => AddManifest(plan, manifest, latest));
        AddSegments(plan);
        return plan;
    }

    private void AddManifest(CollectionPlan plan, Manifest manifest, Manifest latest) => plan.AddManifest(
        manifest.Version,
        Length(manifests.Paths.Manifest(manifest.Version)),
        $"{latest.Version.Number - manifest.Version.Number} versions before the latest, no tag, not open");

    /// <summary>
    /// What nobody needs of what is there. A segment that no manifest names is what a failed commit left, unless this
    /// writer is just making it.
    /// </summary>
    private void AddSegments(CollectionPlan plan)
    {
        var names = manifests.Files.ListFiles(manifests.Paths.Segments);
        foreach (var file in names)
        {
            if (!SegmentName.TryParse(file, out var name) || _needed.Contains(name))
                continue;
            if (_released.Find(name) is { } use)
                plan.AddSegment(name, use.Bytes, $"only {use} used it");
            else if (!ids.MayBeInUse(name.Id))
                plan.AddSegment(name, Length(manifests.Paths.Segment(name)), "no version uses it");
        }
    }

    private long Length(string path)
    {
        using var file = manifests.Files.Open(path, FileIntent.ReadOnly);
        return file.Length;
    }
}
