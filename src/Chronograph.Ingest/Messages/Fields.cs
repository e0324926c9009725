namespace Chronograph.Ingest;

/// <summary>The JSON property names of the messages, as UTF-8 (docs/format/ingest.md).</summary>
internal static class Fields
{
    public static ReadOnlySpan<byte> SemanticId => "semantic_id"u8;

    public static ReadOnlySpan<byte> Type => "type"u8;

    public static ReadOnlySpan<byte> Name => "name"u8;

    public static ReadOnlySpan<byte> File => "file"u8;

    public static ReadOnlySpan<byte> ContentHash => "content_hash"u8;

    public static ReadOnlySpan<byte> Metadata => "metadata"u8;

    public static ReadOnlySpan<byte> Source => "src"u8;

    public static ReadOnlySpan<byte> Target => "dst"u8;

    public static ReadOnlySpan<byte> Nodes => "nodes"u8;

    public static ReadOnlySpan<byte> Edges => "edges"u8;

    public static ReadOnlySpan<byte> Tags => "tags"u8;

    public static ReadOnlySpan<byte> CreatedAt => "created_at"u8;
}
