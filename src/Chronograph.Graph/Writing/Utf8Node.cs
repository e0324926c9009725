namespace Chronograph.Graph;

/// <summary>A node as texts in UTF-8, for <see cref="GraphBatch.Upsert(in Utf8Node)"/>: what <see cref="Node"/> is as an object.</summary>
public readonly ref struct Utf8Node
{
    /// <summary>The identity; not empty.</summary>
    public required ReadOnlySpan<byte> SemanticId { get; init; }

    /// <summary>The kind of node.</summary>
    public required ReadOnlySpan<byte> Type { get; init; }

    /// <summary>The short name that people look for.</summary>
    public required ReadOnlySpan<byte> Name { get; init; }

    /// <summary>The file that the node comes from, or empty.</summary>
    public ReadOnlySpan<byte> File { get; init; }

    /// <summary>A hash of what the node means, or 0 when that is unknown.</summary>
    public ulong ContentHash { get; init; }

    /// <summary>JSON text, or empty.</summary>
    public ReadOnlySpan<byte> Metadata { get; init; }

    /// <exception cref="ArgumentException">A text is not UTF-8.</exception>
    internal void Check()
    {
        StrictUtf8.Check(SemanticId, nameof(SemanticId));
        StrictUtf8.Check(Type, nameof(Type));
        StrictUtf8.Check(Name, nameof(Name));
        StrictUtf8.Check(File, nameof(File));
        StrictUtf8.Check(Metadata, nameof(Metadata));
    }
}
