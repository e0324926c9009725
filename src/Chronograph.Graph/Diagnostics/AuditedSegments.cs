namespace Chronograph.Graph;

/// <summary>The segments that the versions of a store need, each once, with the first and the last version that needs it.</summary>
internal sealed class AuditedSegments
{
    private readonly Dictionary<SegmentName, AuditedSegment> _segments = [];

    public int Count => _segments.Count;

    /// <summary>Adds what a version needs. Versions are added newest first.</summary>
    /// <returns>A newer version that says something else about the segment; null when none does.</returns>
    public GraphVersion? Add(SegmentReference segment, GraphVersion version, bool isCollected)
    {
        var known = _segments.GetValueOrDefault(segment.Name, new AuditedSegment(segment.Descriptor, version, version, isCollected));
        _segments[segment.Name] = known with { First = version, IsCollected = known.IsCollected && isCollected };
        return known.Descriptor.Sha256 == segment.Descriptor.Sha256 ? null : known.Last;
    }

    /// <summary>All of them, in the order of their names.</summary>
    public IEnumerable<KeyValuePair<SegmentName, AuditedSegment>> InOrder() =>
        _segments.OrderBy(segment => segment.Key.Id).ThenBy(segment => segment.Key.Kind);
}

/// <param name="Descriptor">What the newest version says about it.</param>
/// <param name="First">The oldest version that needs it.</param>
/// <param name="Last">The newest.</param>
/// <param name="IsCollected">Whether all of them were collected, so that it may lie in <c>gc/</c>.</param>
internal readonly record struct AuditedSegment(SegmentDescriptor Descriptor, GraphVersion First, GraphVersion Last, bool IsCollected);
