using System.Runtime.InteropServices;

namespace Chronograph.Graph;

/// <summary>The edges a batch upserts (their metadata) or deletes (null), with those of each source chained together.</summary>
internal sealed class StagedEdges
{
    private const int None = -1;

    private readonly Dictionary<(int Source, int Type, int Target), int> _places = [];
    private readonly List<StagedEdge> _edges = [];
    private readonly Dictionary<int, int> _lastOfSource = [];
    private readonly Dictionary<string, int> _typeNumbers = new(StringComparer.Ordinal);
    private readonly List<string> _types = [];

    public ReadOnlySpan<StagedEdge> All => CollectionsMarshal.AsSpan(_edges);

    public IReadOnlyList<string> Types => _types;

    public int TypeNumber(string type)
    {
        if (_typeNumbers.TryGetValue(type, out var number))
            return number;
        _typeNumbers.Add(type, _types.Count);
        _types.Add(type);
        return _types.Count - 1;
    }

    public void Set(int source, int type, int target, string? metadata)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, (source, type, target), out var exists);
        if (exists)
        {
            _edges[place] = _edges[place] with { Metadata = metadata };
            return;
        }

        place = _edges.Count;
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_lastOfSource, source, out var hasOthers);
        _edges.Add(new StagedEdge(source, type, target, metadata, hasOthers ? last : None));
        last = place;
    }

    public bool Contains(int source, int type, int target) => _places.ContainsKey((source, type, target));

    /// <summary>What is staged for a source, deletions among it, the last staged first.</summary>
    public IEnumerable<StagedEdge> Of(int source)
    {
        for (var place = _lastOfSource.GetValueOrDefault(source, None); place != None; place = _edges[place].PreviousOfSource)
            yield return _edges[place];
    }
}

/// <summary>An edge a batch upserts or deletes.</summary>
/// <param name="Source">Number of the source's semantic id.</param>
/// <param name="Type">Number of the type.</param>
/// <param name="Target">Number of the target's semantic id.</param>
/// <param name="Metadata">Null for a deletion.</param>
/// <param name="PreviousOfSource">Where the previous edge of the same source is staged, or -1.</param>
internal readonly record struct StagedEdge(int Source, int Type, int Target, string? Metadata, int PreviousOfSource);
