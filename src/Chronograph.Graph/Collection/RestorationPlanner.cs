namespace Chronograph.Graph;

/// <summary>Finds which collected versions can be put back whole. Moves nothing.</summary>
internal sealed class RestorationPlanner(ManifestStore manifests)
{
    private readonly GcContent _gc = GcContent.List(manifests);
    private readonly HashSet<SegmentName> _planned = [];

    public CollectionPlan Make()
    {
        var restored = new HashSet<CollectedRange>();
        var found = new List<Manifest>();
        var ranges = manifests.ReadCollected().Ranges;
        foreach (var range in ranges.Where(range => !range.Purged))
        {
            if (TryReadWhole(range) is not { } whole)
                continue;
            restored.Add(range);
            found.AddRange(whole);
        }

        var plan = new CollectionPlan(manifests.Paths) { Collected = CollectedVersions.Of(ranges.Where(range => !restored.Contains(range))) };
        found.ForEach(manifest => Add(plan, manifest));
        return plan;
    }

    /// <summary>All manifests of a range; null when one of them, or a segment they need, is gone.</summary>
    private List<Manifest>? TryReadWhole(CollectedRange range)
    {
        var whole = new List<Manifest>();
        for (var number = range.First.Number; number <= range.Last.Number; number++)
        {
            var version = new GraphVersion(number);
            var isThere = _gc.Contains(version) || manifests.Files.FileExists(manifests.Paths.Manifest(version));
            if (!isThere || manifests.ReadWherever(version) is not { } manifest || !manifest.State.References().All(IsThere))
                return null;
            whole.Add(manifest);
        }

        return whole;
    }

    private bool IsThere(SegmentReference segment) =>
        _gc.Contains(segment.Name) || manifests.Files.FileExists(manifests.Paths.Segment(segment.Name));

    private void Add(CollectionPlan plan, Manifest manifest)
    {
        if (_gc.Contains(manifest.Version))
            plan.AddManifest(manifest.Version, _gc.Length(manifests.Paths.Manifest(manifest.Version)), "nothing of it was purged");
        foreach (var (name, descriptor) in manifest.State.References())
        {
            if (_gc.Contains(name) && _planned.Add(name))
                plan.AddSegment(name, descriptor.ByteSize, $"version {manifest.Version} uses it");
        }
    }
}
