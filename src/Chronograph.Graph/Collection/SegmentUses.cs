namespace Chronograph.Graph;

/// <summary>Which segment files versions need, each with the first and the last version that does.</summary>
internal sealed class SegmentUses
{
    private readonly Dictionary<SegmentName, Use> _uses = [];

    public IEnumerable<KeyValuePair<SegmentName, Use>> All => _uses;

    public void Add(Manifest manifest)
    {
        foreach (var (name, descriptor) in manifest.State.References())
        {
            _uses[name] = _uses.TryGetValue(name, out var use)
                ? use with { Last = manifest.Version }
                : new Use(manifest.Version, manifest.Version, descriptor.ByteSize);
        }
    }

    public bool Contains(SegmentName name) => _uses.ContainsKey(name);

    public Use? Find(SegmentName name) => _uses.TryGetValue(name, out var use) ? use : null;

    public readonly record struct Use(GraphVersion First, GraphVersion Last, long Bytes)
    {
        public override string ToString() => First == Last ? $"version {First}" : $"versions {First} to {Last}";
    }
}
