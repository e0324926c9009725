using Chronograph.Storage;

namespace Chronograph.Selftest;

/// <summary>A file whose changes are recorded.</summary>
internal sealed class RecordedFile(RecordingFileSystem recorder, LiveFile live, StorageFile inner) : StorageFile(inner.Path)
{
    public override long Length => inner.Length;

    public override FileIdentity? Identity => inner.Identity;

    public override bool IsUnshared => inner.IsUnshared;

    public override int Read(Span<byte> destination, long offset) => inner.Read(destination, offset);

    public override void Write(ReadOnlySpan<byte> source, long offset)
    {
        using (recorder.Enter())
        {
            inner.Write(source, offset);
            recorder.Add(live.Write(source, offset));
        }
    }

    public override void SetLength(long length)
    {
        using (recorder.Enter())
        {
            inner.SetLength(length);
            recorder.Add(live.SetLength(length));
        }
    }

    public override void Flush() => recorder.Flush(inner.Flush, began => new FileFlushed(live.Inode, began));

    // Only the pages of these bytes: what a flush of a range covers besides on some system is not to be relied on.
    public override void Flush(MappedRegion region, long offset, long length)
    {
        if (length > 0)
            recorder.Flush(() => inner.Flush(region, offset, length), began => Flushed(began, offset, offset + length - 1));
    }

    public override MappedRegion Map(MapAccess access, long length)
    {
        var region = inner.Map(access, length);
        if (access != MapAccess.ReadWrite)
            return region;
        recorder.Attach(live, region);
        return new RecordedRegion(recorder, live, region);
    }

    public override void Dispose() => inner.Dispose();

    private FileFlushed Flushed(int began, long first, long last) =>
        new(live.Inode, began, first / PageContent.Size, last / PageContent.Size);
}
