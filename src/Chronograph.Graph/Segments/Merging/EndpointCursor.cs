namespace Chronograph.Graph;

/// <summary>Walks the nodes that the edges of a segment touch, by id.</summary>
internal sealed class EndpointCursor(EdgeSegment segment, int layer) : IMergeCursor<EndpointCursor>
{
    public int Layer => layer;

    public bool IsDeleted => false;

    /// <summary>The node's local number.</summary>
    public long Local { get; private set; } = -1;

    public NodeId Id { get; private set; }

    public ReadOnlySpan<byte> SemanticId => segment.SemanticIdBytes(Local);

    public bool MoveNext()
    {
        if (++Local >= segment.EndpointCount)
            return false;
        Id = segment.Endpoint(Local);
        return true;
    }

    public int CompareKeyTo(EndpointCursor other) => Id.CompareTo(other.Id);
}
