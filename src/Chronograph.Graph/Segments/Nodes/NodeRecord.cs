namespace Chronograph.Graph;

/// <summary>A node as the bytes it is stored in: copied from segment to segment without ever becoming strings.</summary>
internal readonly ref struct NodeRecord
{
    public required NodeId Id { get; init; }

    public required ReadOnlySpan<byte> SemanticId { get; init; }

    public required ReadOnlySpan<byte> Type { get; init; }

    public required ReadOnlySpan<byte> Name { get; init; }

    public required ReadOnlySpan<byte> File { get; init; }

    public required ulong ContentHash { get; init; }

    public required ReadOnlySpan<byte> Metadata { get; init; }

    /// <summary>How it replaces one that is stored, if it does; none where nothing differs.</summary>
    public Replacement Replacing(in NodeRecord stored) =>
        !SameContent(stored) ? Replacement.Changed
        : stored.Metadata.SequenceEqual(Metadata) ? Replacement.None
        : ContentHash != 0 ? Replacement.Touched : Replacement.Changed;

    /// <summary>Whether all but the metadata is equal.</summary>
    private bool SameContent(in NodeRecord other) =>
        ContentHash == other.ContentHash && Type.SequenceEqual(other.Type) && Name.SequenceEqual(other.Name)
        && File.SequenceEqual(other.File);
}
