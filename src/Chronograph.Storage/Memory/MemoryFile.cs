namespace Chronograph.Storage;

/// <summary>An open file in memory.</summary>
internal sealed class MemoryFile : StorageFile
{
    private readonly MemoryContent _content;
    private int _disposed;

    /// <param name="path">Its name when it was opened.</param>
    /// <param name="content">Held already; let go of by <see cref="Dispose"/>.</param>
    public MemoryFile(string path, MemoryContent content) : base(path) => _content = content;

    public override long Length => Content.Length;

    public override FileIdentity? Identity => Content.Identity;

    private MemoryContent Content
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed != 0, this);
            return _content;
        }
    }

    public override int Read(Span<byte> destination, long offset) => Content.Read(destination, offset);

    public override void Write(ReadOnlySpan<byte> source, long offset) => Content.Write(Path, source, offset);

    public override void SetLength(long length) => Content.SetLength(Path, length);

    // No memory survives a power loss.
    public override void Flush()
    {
    }

    public override MappedRegion Map(MapAccess access, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        return MemoryRegion.Of(Content, Path, length);
    }

    public override void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            _content.Release();
    }
}
