namespace Chronograph.Graph;

/// <summary>Gives the nodes that the edges of several segments touch one numbering, in the order of their ids.</summary>
internal sealed class EndpointMerge
{
    private readonly IReadOnlyList<EdgeSegment> _segments;

    // The merged number of each local one, by layer.
    private readonly int[][] _numbers;

    // Of the merged numbers, which are used; null for all.
    private BitList? _used;
    private int[]? _final;

    public EndpointMerge(IReadOnlyList<EdgeSegment> segments)
    {
        _segments = segments;
        _numbers = [.. segments.Select(segment => new int[segment.EndpointCount])];
        for (var walk = Walk(); walk.MoveNext(); Count = checked(Count + 1))
        {
            foreach (var cursor in walk.Group)
                _numbers[cursor.Layer][cursor.Local] = Count;
        }
    }

    /// <summary>How many nodes there are.</summary>
    public int Count { get; private set; }

    /// <summary>The merged number of a segment's local one.</summary>
    public int Number(int layer, long local) => _numbers[layer][local];

    /// <summary>Notes that the merged segment has an edge of a node. Without any call all are used.</summary>
    public void Use(int number) => (_used ??= new BitList(Count)).Set(number);

    /// <summary>Leaves out every node that was not used, although none may have been.</summary>
    public void UseNoOther() => _used ??= new BitList(Count);

    /// <summary>The number in the merged segment; only after <see cref="WriteTo"/>.</summary>
    public int Final(int number) => _final is null ? number : _final[number];

    public void WriteTo(EdgeSegmentBuilder builder, IEdgeMergeRule rule)
    {
        _final = _used is null ? null : new int[Count];
        var (number, next) = (0, 0);
        for (var walk = Walk(); walk.MoveNext(); number++)
        {
            var semanticId = SemanticId(walk.Group);
            if (_used is not null && !_used[number])
                continue;
            builder.AddEndpoint(walk.Current.Id, rule.SemanticId(walk.Current.Id, semanticId));
            if (_final is not null)
                _final[number] = next++;
        }
    }

    /// <summary>The semantic id that the segments have for a node. A run of a batch may have none for it.</summary>
    private static ReadOnlySpan<byte> SemanticId(ReadOnlySpan<EndpointCursor> cursors)
    {
        var found = cursors[0].SemanticId;
        foreach (var cursor in cursors)
        {
            var other = cursor.SemanticId;
            if (found.IsEmpty)
                found = other;
            else if (!other.IsEmpty && !other.SequenceEqual(found))
                throw IdentityConflict.Between(cursor.Id, found, other);
        }

        return found;
    }

    private NewestWins<EndpointCursor> Walk() =>
        new(_segments.Select((segment, layer) => new EndpointCursor(segment, layer)));
}
