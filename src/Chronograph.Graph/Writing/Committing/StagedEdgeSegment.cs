using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Sorts the edges that a batch holds in memory, and gives those that change something to a segment.</summary>
internal sealed class StagedEdgeSegment
{
    // Semantic ids lie in memory as they came, and are read in the order of their hashes: each would be waited for by itself.
    private const int TouchedTogether = 64;

    private readonly StagedChanges _staged;
    private readonly ParentVersion? _parent;
    private readonly Action? _sorted;
    private readonly EndpointOrder _endpoints;
    private readonly int[] _types;
    private readonly int[] _typeRanks;
    private readonly NodeId[] _typeIds;

    private StagedEdgeSegment(StagedChanges staged, ParentVersion? parent, Action? sorted)
    {
        _staged = staged;
        _parent = parent;
        _sorted = sorted;
        _endpoints = EndpointOrder.Of(staged);
        _types = Enumerable.Range(0, staged.Edges.Types.Count).ToArray();
        TextSort.Sort(staged.Edges.Types, _types);
        _typeRanks = new int[_types.Length];
        for (var rank = 0; rank < _types.Length; rank++)
            _typeRanks[_types[rank]] = rank;
        _typeIds = Array.ConvertAll(_types, type => NodeId.FromUtf8(staged.Edges.Types[type]));
    }

    /// <param name="parent">What the changes are compared with; null to keep all of them, also where a semantic id is not known.</param>
    /// <param name="texts">The semantic ids of all nodes in their order, where they are gathered already: if every edge is kept.</param>
    /// <param name="sorted">Called when the edges are sorted, and those that were staged are not needed any more.</param>
    public static EdgeSegmentBuilder Build(
        StagedChanges staged, ParentVersion? parent, ScratchSpace scratch, Task<TextBuilder>? texts = null, Action? sorted = null)
    {
        if (staged.Edges.Count == 0)
            return new EdgeSegmentBuilder(scratch);
        var edges = new StagedEdgeSegment(staged, parent, sorted);
        var segment = new EdgeSegmentBuilder(scratch);
        try
        {
            if (texts is not null)
                segment.SemanticIds.Select(new TextSelection(texts, edges._endpoints.Chosen));
            edges.WriteTo(segment);
            return segment;
        }
        catch
        {
            segment.Dispose();
            throw;
        }
    }

    private void WriteTo(EdgeSegmentBuilder segment)
    {
        CheckIdentities();
        var written = _parent is null || (_parent.IsEmpty && !_staged.Edges.HasDeletions) ? WriteAllTo(segment) : WriteChangesTo(segment);
        segment.Complete(written.Memory);
    }

    /// <summary>Every edge is kept, and so are all nodes that they touch: no need to sort edges before nodes are written.</summary>
    [MethodImpl(Bulk.Loop)]
    private SortedEdges WriteAllTo(EdgeSegmentBuilder segment)
    {
        var sorting = _staged.Edges.Count < BatchSegments.Many ? Task.FromResult(Sorted()) : Task.Run(Sorted);
        try
        {
            for (var rank = 0; rank < _endpoints.Count; rank++)
                AddEndpoint(rank, segment);
        }
        finally
        {
            sorting.Wait();
        }

        var edges = sorting.Result;
        _parent?.CountNewEdges(edges.Count());
        var codes = AddTypes(Types(edges), segment);
        foreach (var edge in edges)
            segment.Add(edge.Source, codes[edge.Type], edge.Target, Metadata(edge), edge.IsDeleted);
        return edges;
    }

    [MethodImpl(Bulk.Loop)]
    private SortedEdges WriteChangesTo(EdgeSegmentBuilder segment)
    {
        var edges = Sorted();
        if (_parent!.IsEmpty)
            edges.Keep(edge => !edge.IsDeleted);
        else
            edges.Keep(edge => IsChange(edge, segment.Replacements));
        if (_parent.IsEmpty)
            _parent.CountNewEdges(edges.Count());
        var numbers = AddEndpoints(Endpoints(edges), segment);
        var codes = AddTypes(Types(edges), segment);
        foreach (var edge in edges)
            segment.Add(numbers[edge.Source], codes[edge.Type], numbers[edge.Target], Metadata(edge), edge.IsDeleted);
        return edges;
    }

    private SortedEdges Sorted()
    {
        var edges = SortedEdges.Of(_staged.Edges, _endpoints, _typeRanks);
        _sorted?.Invoke();
        return edges;
    }

    private ReadOnlySpan<byte> Metadata(SortedEdge edge) =>
        edge.HasMetadata ? _staged.Edges.Metadata(_staged.Edges[edge.Place]) : default;

    [MethodImpl(Bulk.Loop)]
    private BitList Endpoints(SortedEdges edges)
    {
        var used = new BitList(_endpoints.Count);
        foreach (var edge in edges)
        {
            used.Set(edge.Source);
            used.Set(edge.Target);
        }

        return used;
    }

    [MethodImpl(Bulk.Loop)]
    private BitList Types(SortedEdges edges)
    {
        var used = new BitList(_types.Length);
        foreach (var edge in edges)
            used.Set(edge.Type);
        return used;
    }

    private void CheckIdentities()
    {
        if (_parent is null || _parent.IsEmpty)
            return;
        for (var rank = 0; rank < _endpoints.Count; rank++)
            _parent.CheckIdentity(_endpoints.Id(rank), _staged.Ids.Text(_endpoints.Number(rank)));
    }

    private bool IsChange(SortedEdge edge, ReplacementBuilder replacements) => _parent!.IsChange(
        _endpoints.Id(edge.Source), _staged.Edges.Types[_types[edge.Type]], _typeIds[edge.Type], _endpoints.Id(edge.Target),
        Metadata(edge), edge.IsDeleted, replacements);

    /// <returns>The local number of each rank that is used.</returns>
    private int[] AddEndpoints(BitList used, EdgeSegmentBuilder segment)
    {
        var numbers = new int[_endpoints.Count];
        var next = 0;
        for (var rank = 0; rank < _endpoints.Count; rank++)
        {
            if (!used[rank])
                continue;
            AddEndpoint(rank, segment);
            numbers[rank] = next++;
        }

        return numbers;
    }

    [MethodImpl(Bulk.Loop)]
    private void AddEndpoint(int rank, EdgeSegmentBuilder segment)
    {
        if (!segment.SemanticIds.AreGathered)
        {
            segment.AddEndpoint(_endpoints.Id(rank), default);
            return;
        }

        if (rank % TouchedTogether == 0)
            TouchTexts(rank, Math.Min(_endpoints.Count, rank + TouchedTogether));
        segment.AddEndpoint(_endpoints.Id(rank), SemanticId(rank));
    }

    [MethodImpl(Bulk.Loop)]
    private void TouchTexts(int rank, int end)
    {
        Span<int> numbers = stackalloc int[end - rank];
        for (var index = 0; index < numbers.Length; index++)
            numbers[index] = _endpoints.Number(rank + index);
        _staged.Ids.TouchTexts(numbers);
    }

    [MethodImpl(Bulk.Loop)]
    private ReadOnlySpan<byte> SemanticId(int rank)
    {
        var text = _staged.Ids.Text(_endpoints.Number(rank));
        if (!text.IsEmpty || _parent is null)
            return text;
        text = _parent.SemanticIdOf(_endpoints.Id(rank));
        return text.IsEmpty ? throw IdentityConflict.Unknown(_endpoints.Id(rank)) : text;
    }

    private int[] AddTypes(BitList used, EdgeSegmentBuilder segment)
    {
        var codes = new int[_types.Length];
        var next = 0;
        for (var rank = 0; rank < codes.Length; rank++)
        {
            if (!used[rank])
                continue;
            segment.AddType(_staged.Edges.Types[_types[rank]]);
            codes[rank] = next++;
        }

        return codes;
    }
}
