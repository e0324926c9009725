namespace Chronograph.Graph;

/// <summary>A node that differs between two versions, where it is stored.</summary>
/// <remarks>
/// Valid until the <see cref="GraphDiff"/> is disposed, and spans of it as well; nothing is allocated. What the change need not
/// be told from is looked up when it is first asked for, also for changes that follow.
/// </remarks>
public readonly ref struct StoredNodeChange
{
    private readonly NodeDiff _diff;
    private readonly KeyPair<NodeId> _pair;
    private readonly BatchPlace _place;

    internal StoredNodeChange(NodeDiff diff, in KeyPair<NodeId> pair, BatchPlace place) => (_diff, _pair, _place) = (diff, pair, place);

    /// <summary>What happened to it.</summary>
    public ChangeKind Kind => _pair.Kind;

    /// <summary>The node in the version compared from; not to be used when it was added.</summary>
    public StoredNode Before => _diff.Stored(_pair.Before.IsKnown ? _pair.Before : Completed.Before);

    /// <summary>The node in the version compared to; not to be used when it was removed.</summary>
    public StoredNode After => _diff.Stored(_pair.After.IsKnown ? _pair.After : Completed.After);

    private KeyPair<NodeId> Completed => _pair.State == PairState.OneSided ? _diff.Complete(_pair, _place) : _pair;

    /// <summary>Whether it had a type, or has it.</summary>
    /// <param name="type">The type in UTF-8.</param>
    public bool HasType(ReadOnlySpan<byte> type) =>
        (Kind != ChangeKind.Added && Before.Type.SequenceEqual(type)) || (Kind != ChangeKind.Removed && After.Type.SequenceEqual(type));

    /// <summary>Copies it to the heap.</summary>
    public NodeChange ToChange() => new(
        Kind,
        Kind == ChangeKind.Added ? null : Before.ToNode(),
        Kind == ChangeKind.Removed ? null : After.ToNode());
}
