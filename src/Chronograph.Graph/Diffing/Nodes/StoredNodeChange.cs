namespace Chronograph.Graph;

/// <summary>A node that differs between two versions, where it is stored.</summary>
/// <remarks>
/// Valid until the walk goes on to the next, and spans of it until the <see cref="GraphDiff"/> is disposed; nothing is allocated.
/// A node that was not needed to tell that it differs is looked up when it is asked for, together with those that follow. Once
/// the walk has gone on, asking for that one may throw <see cref="InvalidOperationException"/>.
/// </remarks>
public readonly ref struct StoredNodeChange
{
    private readonly NodeDiff _diff;
    private readonly BatchPlace _place;
    private readonly NodeSegment? _own;
    private readonly long _row;
    private readonly bool _isAfter;

    /// <param name="diff">Knows where the version has it that does not have the segment.</param>
    /// <param name="place">Where it was reached.</param>
    /// <param name="kind">What happened to it.</param>
    /// <param name="own">A segment that one of the versions has alone, with the node; null where it deletes the node.</param>
    /// <param name="row">The row there.</param>
    /// <param name="isAfter">Whether the later version has that segment.</param>
    internal StoredNodeChange(NodeDiff diff, BatchPlace place, ChangeKind kind, NodeSegment? own, long row, bool isAfter) =>
        (_diff, _place, Kind, _own, _row, _isAfter) = (diff, place, kind, own, row, isAfter);

    /// <summary>What happened to it.</summary>
    public ChangeKind Kind { get; }

    /// <summary>The node in the version compared from; not to be used when it was added.</summary>
    /// <exception cref="InvalidOperationException">The walk has gone on.</exception>
    public StoredNode Before => _own is not null && !_isAfter ? new StoredNode(_own, _row) : _diff.Before(_place);

    /// <summary>The node in the version compared to; not to be used when it was removed.</summary>
    /// <exception cref="InvalidOperationException">The walk has gone on.</exception>
    public StoredNode After => _own is not null && _isAfter ? new StoredNode(_own, _row) : _diff.After(_place);

    /// <summary>Whether it had a type, or has it.</summary>
    /// <param name="type">The type in UTF-8.</param>
    public bool HasType(ReadOnlySpan<byte> type) =>
        (Kind != ChangeKind.Removed && After.Type.SequenceEqual(type)) || (Kind != ChangeKind.Added && Before.Type.SequenceEqual(type));

    /// <summary>Copies it to the heap.</summary>
    public NodeChange ToChange()
    {
        _diff.Fetch(_place);
        return new NodeChange(
            Kind,
            Kind == ChangeKind.Added ? null : Before.ToNode(),
            Kind == ChangeKind.Removed ? null : After.ToNode());
    }
}
