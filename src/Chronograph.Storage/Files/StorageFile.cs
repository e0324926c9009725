namespace Chronograph.Storage;

/// <summary>One open file. Reads and writes name their offset; there is no current position.</summary>
internal abstract class StorageFile : IDisposable
{
    protected StorageFile(string path) => Path = path;

    public string Path { get; }

    /// <summary>Length in bytes, asked of the operating system.</summary>
    public abstract long Length { get; }

    /// <summary>Tells the file from every other; null where the system does not tell.</summary>
    public virtual FileIdentity? Identity => null;

    /// <summary>Whether nobody else can see what is written to it: it has one name, and nobody has it open but through this object.</summary>
    /// <value>False also where the system does not tell.</value>
    public virtual bool IsUnshared => false;

    /// <summary>Reads up to the span's length; fewer bytes come only at the end of the file.</summary>
    public abstract int Read(Span<byte> destination, long offset);

    /// <summary>Writes all bytes, growing the file when needed.</summary>
    /// <exception cref="StorageFullException">The disk is full; part of the bytes may have been written.</exception>
    public abstract void Write(ReadOnlySpan<byte> source, long offset);

    /// <summary>Cuts the file, or extends it by a hole that takes no space yet.</summary>
    public abstract void SetLength(long length);

    /// <summary>Makes the file's bytes, also those stored through a mapping, survive a power loss.</summary>
    public abstract void Flush();

    /// <summary>Makes some bytes that were stored through a mapping survive a power loss, and at least those.</summary>
    /// <param name="region">The file, mapped for writing from its beginning.</param>
    public virtual void Flush(MappedRegion region, long offset, long length) => Flush();

    /// <summary>Maps the first <paramref name="length"/> bytes, which the file must already have.</summary>
    public abstract MappedRegion Map(MapAccess access, long length);

    public abstract void Dispose();

    /// <summary>Fills the span or throws.</summary>
    /// <exception cref="DamagedFileException">The file ends before.</exception>
    public void ReadExactly(Span<byte> destination, long offset)
    {
        var read = Read(destination, offset);
        if (read < destination.Length)
            throw new DamagedFileException(Path, offset + read, $"the file ends {destination.Length - read} bytes too early");
    }
}
