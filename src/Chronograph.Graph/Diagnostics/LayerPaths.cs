using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>The lists of segments of one kind that versions have, and of which of them manifests say that they hold the same records.</summary>
/// <remarks>
/// What versions have in common from the oldest segment on is kept once, so that many versions take little memory. A path is a
/// segment and all older ones of a list.
/// </remarks>
internal sealed class LayerPaths
{
    private const int Empty = 0;

    private readonly List<(int Older, SegmentDescriptor? Segment)> _paths = [(Empty, null)];
    private readonly Dictionary<(int Older, long SegmentId), int> _numbers = [];

    // The paths that are said to hold the same: those that end with a segment, and those of a version's records.
    private readonly Dictionary<long, Place> _ofSegments = [];
    private readonly Dictionary<long, Place> _ofVersions = [];
    private readonly Dictionary<(int, int), GraphVersion> _same = [];

    /// <summary>Which pairs of lists must hold the same records, each once, and the version that says so.</summary>
    public IEnumerable<SameLists> Same => _same.Select(pair => new SameLists(List(pair.Key.Item1), List(pair.Key.Item2), pair.Value));

    /// <summary>Adds the list of a version. Versions are added newest first.</summary>
    public void Add(GraphVersion version, ImmutableArray<SegmentDescriptor> segments)
    {
        var path = Empty;
        foreach (var segment in segments)
        {
            path = Number(path, segment);
            NoteSame(_ofSegments, segment.SegmentId, path, version);
            if (segment.ThroughVersion is { } through)
                NoteSame(_ofVersions, through.Number, path, version);
        }

        if (_ofVersions.ContainsKey(version.Number))
            NoteSame(_ofVersions, version.Number, path, version);
    }

    private int Number(int older, SegmentDescriptor segment)
    {
        if (_numbers.TryGetValue((older, segment.SegmentId), out var number))
            return number;
        _numbers.Add((older, segment.SegmentId), _paths.Count);
        _paths.Add((older, segment));
        return _paths.Count - 1;
    }

    private void NoteSame(Dictionary<long, Place> places, long key, int path, GraphVersion version)
    {
        if (places.TryGetValue(key, out var later) && later.Path != path)
        {
            // What both end with is the same file: what differs lies below.
            var (left, right) = (later.Path, path);
            while (left != Empty && right != Empty && _paths[left].Segment!.SegmentId == _paths[right].Segment!.SegmentId)
                (left, right) = (_paths[left].Older, _paths[right].Older);
            _same.TryAdd((Math.Min(left, right), Math.Max(left, right)), later.Version);
        }

        places[key] = new Place(path, version);
    }

    private ImmutableArray<SegmentDescriptor> List(int path)
    {
        var segments = new Stack<SegmentDescriptor>();
        for (; path != Empty; path = _paths[path].Older)
            segments.Push(_paths[path].Segment!);
        return [.. segments];
    }

    /// <param name="Path">The path.</param>
    /// <param name="Version">The oldest version so far that has it.</param>
    private readonly record struct Place(int Path, GraphVersion Version);
}

/// <summary>Two lists of segments that must hold the same records.</summary>
/// <param name="First">Oldest first.</param>
/// <param name="Second">Oldest first.</param>
/// <param name="Version">The version whose manifest says that they do.</param>
internal readonly record struct SameLists(ImmutableArray<SegmentDescriptor> First, ImmutableArray<SegmentDescriptor> Second, GraphVersion Version);
