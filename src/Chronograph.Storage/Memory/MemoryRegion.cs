namespace Chronograph.Storage;

/// <summary>The bytes of a file in memory where they are; also after the file has lost its name.</summary>
internal sealed unsafe class MemoryRegion : MappedRegion
{
    private readonly MemoryContent _content;

    private MemoryRegion(MemoryContent content, byte* pointer, long length)
        : base(pointer, length) => _content = content;

    public static MemoryRegion Of(MemoryContent content, string path, long length) => new(content, content.Map(path, length), length);

    protected override void Unmap(byte* pointer) => _content.Unmap();
}
