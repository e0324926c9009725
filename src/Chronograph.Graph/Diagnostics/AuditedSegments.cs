using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>The segments that the versions of a store need, each once, with the first and the last version that needs it.</summary>
internal sealed class AuditedSegments
{
    private readonly Dictionary<SegmentName, AuditedSegment> _segments = [];

    public int Count => _segments.Count;

    public AuditedSegment this[SegmentName name] => _segments[name];

    /// <summary>Adds what a version needs. Versions are added newest first.</summary>
    /// <returns>Of which segments a newer version says that they are other files, and which version.</returns>
    public List<(SegmentName Name, GraphVersion Other)> Add(Manifest manifest, bool isCollected)
    {
        var conflicts = new List<(SegmentName, GraphVersion)>();
        foreach (var kind in (ReadOnlySpan<SegmentKind>)[SegmentKind.Nodes, SegmentKind.Edges])
        {
            var descriptors = kind == SegmentKind.Nodes ? manifest.State.NodeSegments : manifest.State.EdgeSegments;
            ImmutableArray<SegmentName> layers = [.. descriptors.Select(segment => new SegmentName(segment.SegmentId, kind))];
            for (var layer = 0; layer < layers.Length; layer++)
            {
                var known = _segments.GetValueOrDefault(layers[layer], AuditedSegment.Of(descriptors[layer], manifest.Version));
                if (known.Descriptor.Sha256 != descriptors[layer].Sha256)
                    conflicts.Add((layers[layer], known.Last));
                _segments[layers[layer]] = known.With(descriptors[layer], manifest.Version, isCollected, layers, layer);
            }
        }

        return conflicts;
    }

    /// <summary>All of them, in the order of their names.</summary>
    public IEnumerable<KeyValuePair<SegmentName, AuditedSegment>> InOrder() =>
        _segments.OrderBy(segment => segment.Key.Id).ThenBy(segment => segment.Key.Kind);

    /// <summary>All of them, in an order in which most have nearly the same segments below them as the one before.</summary>
    public IEnumerable<KeyValuePair<SegmentName, AuditedSegment>> ByKind() =>
        _segments.OrderBy(segment => segment.Key.Kind).ThenBy(segment => segment.Key.Id);
}
