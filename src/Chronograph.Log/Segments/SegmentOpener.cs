using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Opens segments for reading and reads their headers alone.</summary>
internal static class SegmentOpener
{
    private const int Attempts = 100;

    /// <summary>The header of a segment, or null when the file is not there or its header is not published yet.</summary>
    /// <exception cref="DamagedFileException">The header is published and not sound.</exception>
    public static SegmentHeader? TryReadHeader(LogDirectory directory, SegmentId id)
    {
        using var file = TryOpenFile(directory, id);
        return file is null ? null : ReadSoundHeader(file, id);
    }

    /// <summary>Maps a segment, or returns null when the file is not there or its header is not published yet.</summary>
    /// <exception cref="DamagedFileException">The header is published and not sound, or the file is too short.</exception>
    public static SegmentView? TryOpen(LogDirectory directory, SegmentId id)
    {
        using var file = TryOpenFile(directory, id);
        if (file is null || ReadSoundHeader(file, id) is not { } header)
            return null;
        var length = file.Length;
        if (length < header.SegmentSize)
            throw new DamagedFileException(file.Path, length, $"the file has {length} bytes where its header says {header.SegmentSize}");
        return SegmentView.Map(file.Path, file, header, header.SegmentSize);
    }

    /// <summary>Maps what there is of a segment, however damaged, as long as its header is sound.</summary>
    public static SegmentView? TryOpenDamaged(LogDirectory directory, SegmentId id, out string reason)
    {
        using var file = TryOpenFile(directory, id);
        reason = file is null ? "the file is missing" : "";
        if (file is null || ReadHeader(file, id, out reason) is not { } header)
            return null;
        return SegmentView.Map(file.Path, file, header, Math.Min(file.Length, header.SegmentSize));
    }

    /// <summary>Maps the bytes of a segment file without believing its header; null when there are fewer than a header.</summary>
    /// <param name="directory">The log.</param>
    /// <param name="id">The segment.</param>
    /// <param name="most">What to leave out: bytes behind these.</param>
    public static SegmentView? TryOpenRaw(LogDirectory directory, SegmentId id, long most = long.MaxValue)
    {
        using var file = TryOpenFile(directory, id);
        return file is null ? null : TryMapRaw(file, id, most);
    }

    /// <summary>The same for a file that is open.</summary>
    public static SegmentView? TryMapRaw(StorageFile file, SegmentId id, long most = long.MaxValue)
    {
        var length = Math.Min(file.Length, most);
        if (length < SegmentHeader.Size)
            return null;
        var assumed = new SegmentHeader { Id = id, FirstSequence = 1, FirstTimestampNs = 0, WriterEpoch = 0, SegmentSize = length };
        return SegmentView.Map(file.Path, file, assumed, length);
    }

    public static StorageFile? TryOpenFile(LogDirectory directory, SegmentId id) => directory.Files.TryOpen(directory.SegmentPath(id));

    /// <summary>The header, or null with the reason: empty when nothing is published, damage otherwise.</summary>
    public static SegmentHeader? ReadHeader(StorageFile file, SegmentId id, out string reason)
    {
        Span<byte> bytes = stackalloc byte[SegmentHeader.Size];
        reason = "";
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var read = file.Read(bytes, 0);
            if (read < SegmentHeader.Size)
            {
                reason = bytes[..read].ContainsAnyExcept((byte)0) ? $"the file ends at {read}, within the segment header" : "";
                return null;
            }

            if (!bytes[..8].ContainsAnyExcept((byte)0))
                return null;
            if (SegmentHeader.Read(file.Path, bytes, out reason) is { } header)
            {
                reason = header.Id == id ? "" : $"the header says segment {header.Id.Value}, which is not what the name says";
                return header.Id == id ? header : null;
            }

            Thread.Yield(); // bytes of a seal under way may be mixed; they settle at once
        }

        return null;
    }

    private static SegmentHeader? ReadSoundHeader(StorageFile file, SegmentId id)
    {
        var header = ReadHeader(file, id, out var reason);
        return reason.Length == 0 ? header : throw new DamagedFileException(file.Path, 0, reason);
    }
}
