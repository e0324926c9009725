using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>One segment, mapped for writing: prepared, then begun, then sealed.</summary>
/// <remarks>
/// The appending thread writes. <see cref="LastRecord"/> is how other threads of the process learn what is published.
/// Whoever retires the segment disposes it, under the lock of <see cref="Flusher"/>.
/// </remarks>
internal sealed unsafe class WritableSegment : IDisposable
{
    private readonly StorageFile _file;
    private readonly MappedRegion _region;
    private long _lastRecord;
    private long _flushedTo; // guarded by the lock of the flusher
    private volatile bool _disposed;

    private WritableSegment(SegmentId id, StorageFile file, MappedRegion region)
    {
        Id = id;
        _file = file;
        _region = region;
    }

    public SegmentId Id { get; }

    public string Path => _file.Path;

    public long Length => _region.Length;

    /// <summary>The first mapped byte. Bytes at and beyond <see cref="Length"/> must not be touched.</summary>
    public byte* Start => _region.Pointer;

    public SegmentHeader Header { get; private set; }

    public bool IsDisposed => _disposed;

    /// <summary>Offset of the newest published record, 0 while there is none. Publishes the record itself to other threads.</summary>
    public long LastRecord
    {
        get => Volatile.Read(ref _lastRecord);
        set => Volatile.Write(ref _lastRecord, value);
    }

    /// <summary>Maps a file that already has its full size, and makes each of its pages ready for stores.</summary>
    public static WritableSegment MapPopulated(SegmentId id, StorageFile file, long length)
    {
        var region = file.Map(MapAccess.ReadWrite, length);
        try
        {
            region.Populate(file.Path);
            return new WritableSegment(id, file, region);
        }
        catch
        {
            region.Dispose();
            throw;
        }
    }

    /// <summary>Maps a segment that was begun earlier.</summary>
    public static WritableSegment Open(LogDirectory directory, in SegmentHeader header)
    {
        var file = directory.Files.Open(directory.SegmentPath(header.Id), FileIntent.ReadWrite);
        try
        {
            return new WritableSegment(header.Id, file, file.Map(MapAccess.ReadWrite, header.SegmentSize)) { Header = header };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Publishes the header: from here on the segment may hold records.</summary>
    public void Begin(long firstSequence, long firstTimestampNs, uint epoch)
    {
        Header = new SegmentHeader
        {
            Id = Id,
            FirstSequence = firstSequence,
            FirstTimestampNs = firstTimestampNs,
            WriterEpoch = epoch,
            SegmentSize = Length,
        };
        Sealing.Publish(Bytes(0, SegmentHeader.Size), Header);
    }

    /// <summary>Publishes the seal. Every record before the end offset is published already.</summary>
    public void Seal(long endOffset, long lastTimestampNs, long messageCount)
    {
        Header = Header with
        {
            Sealed = true,
            EndOffset = endOffset,
            LastTimestampNs = lastTimestampNs,
            MessageCount = checked((uint)messageCount),
        };
        Sealing.Seal(Bytes(0, SegmentHeader.Size), Header);
    }

    /// <summary>Takes a seal back.</summary>
    public void Unseal()
    {
        Header = Header.Unsealed;
        Sealing.Unseal(Bytes(0, SegmentHeader.Size), Header);
    }

    public Span<byte> Bytes(long offset, int length) => _region.Write(offset, length);

    /// <summary>Zeroes bytes from the back to the front, leaving pages alone that are zero already.</summary>
    public void ClearBackwards(long from, long to)
    {
        const int Block = 4096;
        while (to > from)
        {
            var start = Math.Max(from, (to - 1) / Block * Block);
            var bytes = Bytes(start, (int)(to - start));
            if (bytes.ContainsAnyExcept((byte)0))
                bytes.Clear();
            to = start;
        }
    }

    /// <summary>Makes pages ready for stores again, in case the system took some back. For the appending thread.</summary>
    public void Populate(long offset, long length) => _region.Populate(Path, offset, length);

    /// <summary>Makes the file survive a power loss.</summary>
    public void Flush() => _file.Flush();

    /// <summary>Makes the bytes up to an offset survive a power loss, and leaves the populated pages behind them as they are.</summary>
    /// <remarks>What an earlier call covered is not looked at again. Only under the lock of <see cref="Flusher"/>.</remarks>
    public void FlushTo(long end)
    {
        _file.Flush(_region, _flushedTo, end - _flushedTo);
        _flushedTo = end;
    }

    /// <summary>Makes some bytes survive a power loss.</summary>
    public void Flush(long from, long to) => _file.Flush(_region, from, to - from);

    public void Dispose()
    {
        _disposed = true;
        _region.Dispose();
        _file.Dispose();
    }
}
