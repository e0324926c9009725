namespace Chronograph.Graph;

/// <summary>A node that differs between two versions, where it is stored.</summary>
/// <remarks>Valid until the <see cref="GraphDiff"/> is disposed, and spans of it as well; nothing is allocated.</remarks>
public readonly ref struct StoredNodeChange
{
    internal StoredNodeChange(ChangeKind kind, StoredNode before, StoredNode after)
    {
        Kind = kind;
        Before = before;
        After = after;
    }

    /// <summary>What happened to it.</summary>
    public ChangeKind Kind { get; }

    /// <summary>The node in the version compared from; not to be used when it was added.</summary>
    public StoredNode Before { get; }

    /// <summary>The node in the version compared to; not to be used when it was removed.</summary>
    public StoredNode After { get; }

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
