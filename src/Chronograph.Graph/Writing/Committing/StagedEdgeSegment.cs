namespace Chronograph.Graph;

/// <summary>Sorts the edges that a batch holds in memory, and gives those that change something to a segment.</summary>
internal sealed class StagedEdgeSegment
{
    private readonly StagedChanges _staged;
    private readonly ParentVersion? _parent;
    private readonly EndpointOrder _endpoints;
    private readonly int[] _types;
    private readonly int[] _typeRanks;
    private readonly NodeId[] _typeIds;

    private StagedEdgeSegment(StagedChanges staged, ParentVersion? parent)
    {
        _staged = staged;
        _parent = parent;
        _endpoints = EndpointOrder.Of(staged);
        _types = Enumerable.Range(0, staged.Edges.Types.Count).ToArray();
        TextSort.Sort(staged.Edges.Types, _types);
        _typeRanks = new int[_types.Length];
        for (var rank = 0; rank < _types.Length; rank++)
            _typeRanks[_types[rank]] = rank;
        _typeIds = Array.ConvertAll(_types, type => NodeId.FromUtf8(staged.Edges.Types[type]));
    }

    /// <param name="parent">What the changes are compared with; null to keep all of them, also where a semantic id is not known.</param>
    public static EdgeSegmentBuilder Build(StagedChanges staged, ParentVersion? parent, ScratchSpace scratch)
    {
        var segment = new EdgeSegmentBuilder(scratch);
        try
        {
            if (staged.Edges.Count > 0)
                new StagedEdgeSegment(staged, parent).WriteTo(segment);
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
        var edges = SortedEdges.Of(_staged.Edges, _endpoints, _typeRanks);
        if (_parent is not null)
            edges.Keep(IsChange);
        var numbers = AddEndpoints(edges.UsedEndpoints(), segment);
        var codes = AddTypes(edges.UsedTypes(_types.Length), segment);
        foreach (var edge in edges.All)
        {
            var staged = edge.HasMetadata ? _staged.Edges[edge.Place] : default;
            segment.Add(
                numbers[edge.Source], codes[edge.Type], numbers[edge.Target],
                edge.HasMetadata ? _staged.Edges.Metadata(staged) : default, edge.IsDeleted);
        }
    }

    private void CheckIdentities()
    {
        if (_parent is null || _parent.IsEmpty)
            return;
        for (var rank = 0; rank < _endpoints.Count; rank++)
            _parent.CheckIdentity(_endpoints.Id(rank), _staged.Ids.Text(_endpoints.Number(rank)));
    }

    private bool IsChange(SortedEdge edge)
    {
        if (_parent!.IsEmpty)
        {
            _parent.CountNewEdges(edge.IsDeleted ? 0 : 1);
            return !edge.IsDeleted;
        }

        var staged = _staged.Edges[edge.Place];
        return _parent.IsChange(
            _endpoints.Id(edge.Source), _staged.Edges.Types[_types[edge.Type]], _typeIds[edge.Type], _endpoints.Id(edge.Target),
            _staged.Edges.Metadata(staged), edge.IsDeleted);
    }

    private int[] AddEndpoints(BitList used, EdgeSegmentBuilder segment)
    {
        var numbers = new int[_endpoints.Count];
        var next = 0;
        for (var rank = 0; rank < numbers.Length; rank++)
        {
            if (!used[rank])
                continue;
            segment.AddEndpoint(_endpoints.Id(rank), SemanticId(rank));
            numbers[rank] = next++;
        }

        return numbers;
    }

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
