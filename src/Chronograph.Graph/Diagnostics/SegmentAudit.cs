using System.Security.Cryptography;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Checks all of one segment file: its hash, its blocks, and that its records keep the promises of the format.</summary>
internal static class SegmentAudit
{
    private const int Chunk = 1 << 16;

    /// <exception cref="DamagedFileException">Something is wrong; the first thing found.</exception>
    /// <exception cref="IOException">The disk cannot read the file.</exception>
    public static void Check(FileSystem files, string directory, SegmentName name, SegmentDescriptor descriptor)
    {
        // First of all: what cannot be read is an error here, and where it is mapped it would end the process.
        var hash = TryHash(files, Path.Combine(directory, name.FileName));
        if (name.Kind == SegmentKind.Nodes)
        {
            using var segment = NodeSegment.Open(files, directory, name.Id);
            CheckFile(segment.File, hash, descriptor);
            NodeSegmentAudit.Check(segment, descriptor);
        }
        else
        {
            using var segment = EdgeSegment.Open(files, directory, name.Id);
            CheckFile(segment.File, hash, descriptor);
            EdgeSegmentAudit.Check(segment, descriptor);
        }
    }

    /// <summary>A promise of the format that a column must keep.</summary>
    public static void Require(bool kept, SegmentFile file, ColumnId column, long index, string promise)
    {
        if (!kept)
            throw file.Damaged(column, $"breaks a promise at element {index}: {promise}");
    }

    private static void CheckFile(SegmentFile file, string? hash, SegmentDescriptor descriptor)
    {
        file.CheckAllBlocks();
        if (file.RecordCount != descriptor.RecordCount || file.TombstoneCount != descriptor.TombstoneCount
            || file.Length != descriptor.ByteSize)
            throw new DamagedFileException(file.Path, 0, "its counts or its length are not those that the manifest names");
        if (hash != descriptor.Sha256)
            throw new DamagedFileException(file.Path, 0, "its SHA-256 is not the one that the manifest names");
    }

    /// <summary>The hash of the file; null where there is none.</summary>
    private static string? TryHash(FileSystem files, string path)
    {
        if (!files.FileExists(path))
            return null;
        using var file = files.Open(path, FileIntent.ReadOnly);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var chunk = new byte[Chunk];
        for (var offset = 0L; file.Read(chunk, offset) is > 0 and var read; offset += read)
            hash.AppendData(chunk.AsSpan(0, read));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
