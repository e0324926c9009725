namespace Chronograph.Graph;

/// <summary>What a collection will move, and what the store says afterwards.</summary>
internal sealed class CollectionPlan(StorePaths paths)
{
    private readonly List<CollectedFile> _files = [];
    private readonly List<KeptFile> _kept = [];

    /// <summary>Full paths of the manifests that go.</summary>
    public List<string> Manifests { get; } = [];

    /// <summary>Full paths of the segments that go.</summary>
    public List<string> Segments { get; } = [];

    public required CollectedVersions Collected { get; init; }

    public CollectionReport Report => new(_files, _kept);

    public bool IsEmpty => _files.Count == 0;

    public void AddManifest(GraphVersion version, long bytes, string reason) => Add(Manifests, paths.Manifest(version), bytes, reason);

    public void AddSegment(SegmentName name, long bytes, string reason) => Add(Segments, paths.Segment(name), bytes, reason);

    public void Keep(GraphVersion version, string reason) => _kept.Add(new KeptFile(paths.Relative(paths.Manifest(version)), reason));

    private void Add(List<string> moves, string path, long bytes, string reason)
    {
        moves.Add(path);
        _files.Add(new CollectedFile(paths.Relative(path), bytes, reason));
    }
}
