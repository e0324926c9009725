using System.Text;

namespace Chronograph.Graph;

/// <summary>The staged edges that really change the version they are committed on, ready to be written.</summary>
internal sealed class EdgeChanges
{
    private readonly StagedChanges _staged;
    private readonly EdgeLayers _layers;
    private readonly byte[][] _types;
    private readonly NodeId[] _typeIds;
    private readonly int[] _endpoints;

    private EdgeChanges(StagedChanges staged, EdgeLayers layers)
    {
        _staged = staged;
        _layers = layers;
        _types = [.. staged.Edges.Types.Select(Encoding.UTF8.GetBytes)];
        _typeIds = [.. _types.Select(type => NodeId.FromUtf8(type))];
        _endpoints = new int[staged.Ids.Count];
        Array.Fill(_endpoints, -1);
    }

    public EdgeSegmentBuilder Segment { get; } = new();

    /// <summary>Edges added less edges removed.</summary>
    public long Added { get; private set; }

    /// <summary>Whether the version knows none of the edges, not even as deleted.</summary>
    public bool AddsOnly { get; private set; } = true;

    public static EdgeChanges Of(StagedChanges staged, EdgeLayers layers, IdentityCheck identity)
    {
        var changes = new EdgeChanges(staged, layers);
        foreach (var edge in staged.Edges.All)
        {
            identity.Check(edge.Source);
            identity.Check(edge.Target);
            changes.Add(edge);
        }

        return changes;
    }

    private void Add(StagedEdge edge)
    {
        var state = Find(edge, out var stored);
        var exists = state == RecordState.Present;
        if (edge.Metadata is null ? !exists : exists && stored.SequenceEqual(Encoding.UTF8.GetBytes(edge.Metadata)))
            return;
        Segment.Add(
            Endpoint(edge.Source),
            Segment.AddType(_types[edge.Type]),
            Endpoint(edge.Target),
            edge.Metadata is { Length: > 0 } text ? Encoding.UTF8.GetBytes(text) : default(ReadOnlySpan<byte>),
            deleted: edge.Metadata is null);
        AddsOnly &= state == RecordState.Unknown;
        Added += edge.Metadata is null ? -1 : exists ? 0 : 1;
    }

    private RecordState Find(StagedEdge edge, out ReadOnlySpan<byte> metadata)
    {
        metadata = default;
        if (_layers.Count == 0)
            return RecordState.Unknown;
        var (source, target) = (_staged.Ids.Id(edge.Source), _staged.Ids.Id(edge.Target));
        var key = EdgeKey.Hash(source, _typeIds[edge.Type], target);
        var state = _layers.Find(key, source, _types[edge.Type], target, _layers.Count, out var segment, out var row);
        if (state == RecordState.Present)
            metadata = segment!.Metadata(row);
        return state;
    }

    private int Endpoint(int number)
    {
        ref var endpoint = ref _endpoints[number];
        if (endpoint < 0)
            endpoint = Segment.AddEndpoint(_staged.Ids.Id(number), Encoding.UTF8.GetBytes(_staged.Ids.Text(number)));
        return endpoint;
    }
}
