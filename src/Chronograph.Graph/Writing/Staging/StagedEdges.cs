using System.Runtime.InteropServices;

namespace Chronograph.Graph;

/// <summary>The edges a batch upserts or deletes, in the order they came. Of several changes to one edge the last counts.</summary>
internal sealed class StagedEdges
{
    private const int None = -1;
    private const int RecentTypes = 64;

    private readonly PagedList<StagedEdge> _edges = new();
    private readonly TextArena _metadata = new();
    private readonly PagedList<long> _metadataPlaces = new();

    // The edges of each source, the last staged first: filled once someone asks, up to the edge that is next.
    private readonly Dictionary<int, int> _lastOfSource = [];
    private readonly PagedList<int> _previousOfSource = new();

    // Types are few: by what costs nothing to see of a text, the one that was last asked for. Numbers, one too high.
    private readonly int[] _recentTypes = new int[RecentTypes];

    public TextTable Types { get; } = new();

    public int Count => _edges.Count;

    public long Bytes => _edges.Bytes + _metadata.Bytes + _metadataPlaces.Bytes + _previousOfSource.Bytes + Types.Bytes;

    public ref readonly StagedEdge this[int place] => ref _edges[place];

    /// <summary>The number of a type, a new one when it is new.</summary>
    /// <exception cref="ArgumentException">It is empty, or not UTF-8.</exception>
    public int TypeNumber(ReadOnlySpan<byte> type)
    {
        if (type.IsEmpty)
            throw new ArgumentException("The type of an edge is not empty.", nameof(type));
        ref var recent = ref _recentTypes[(type.Length + 7 * type[0] + 31 * type[^1]) % RecentTypes];
        if (recent > 0 && Types[recent - 1].SequenceEqual(type))
            return recent - 1;
        var number = Types.Find(type);
        if (number < 0)
        {
            StrictUtf8.Check(type, nameof(type));
            number = Types.Add(type);
        }

        recent = number + 1;
        return number;
    }

    /// <summary>Keeps metadata, and gives the number that an edge refers to it by.</summary>
    public int AddMetadata(ReadOnlySpan<byte> metadata)
    {
        if (metadata.IsEmpty)
            return StagedEdge.NoMetadata;
        _metadataPlaces.Add(_metadata.Add(metadata));
        return _metadataPlaces.Count - 1;
    }

    /// <summary>Whether any edge is deleted.</summary>
    public bool HasDeletions { get; private set; }

    /// <summary>Whether any edge has metadata.</summary>
    public bool HasMetadata => _metadataPlaces.Count > 0;

    public void Add(StagedEdge edge)
    {
        HasDeletions |= edge.IsDeleted;
        _edges.Add(edge);
    }

    /// <summary>Puts many edges behind those that there are, which may be read meanwhile; they are there once they are counted.</summary>
    public void Place(ReadOnlySpan<StagedEdge> edges) => _edges.Place(edges);

    /// <summary>Counts the edges that were placed.</summary>
    /// <param name="count">How many they are.</param>
    /// <param name="anyDeletion">Whether any of them is deleted.</param>
    public void CountPlaced(int count, bool anyDeletion)
    {
        HasDeletions |= anyDeletion;
        _edges.CountPlaced(count);
    }

    /// <summary>Lets go of the edges, not of their types and metadata.</summary>
    public void Release() => _edges.Clear();

    public ReadOnlySpan<byte> Metadata(StagedEdge edge) => edge.Metadata < 0 ? default : _metadata[_metadataPlaces[edge.Metadata]];

    /// <summary>The last change to each edge of a source, deletions among them.</summary>
    public List<StagedEdge> Of(int source)
    {
        IndexSources();
        var edges = new List<StagedEdge>();
        var seen = new HashSet<(int Type, int Target)>();
        for (var place = _lastOfSource.GetValueOrDefault(source, None); place != None; place = _previousOfSource[place])
        {
            var edge = _edges[place];
            if (seen.Add((edge.Type, edge.Target)))
                edges.Add(edge);
        }

        return edges;
    }

    private void IndexSources()
    {
        while (_previousOfSource.Count < _edges.Count)
        {
            var place = _previousOfSource.Count;
            ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_lastOfSource, _edges[place].Source, out var hasOthers);
            _previousOfSource.Add(hasOthers ? last : None);
            last = place;
        }
    }
}

/// <summary>An edge a batch upserts or deletes.</summary>
/// <param name="Source">Number of the source's semantic id.</param>
/// <param name="Type">Number of the type.</param>
/// <param name="Target">Number of the target's semantic id.</param>
/// <param name="Metadata">Number of its metadata, or one of the two constants.</param>
internal readonly record struct StagedEdge(int Source, int Type, int Target, int Metadata)
{
    public const int NoMetadata = -1;
    public const int Deletion = -2;

    public bool IsDeleted => Metadata == Deletion;
}
