using System.Security.Cryptography;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Checks all of one segment file: its hash, its blocks, and that its records keep the promises of the format.</summary>
internal static class SegmentAudit
{
    private const int Chunk = 1 << 16;

    /// <exception cref="DamagedFileException">Something is wrong; the first thing found.</exception>
    public static void Check(FileSystem files, string directory, SegmentName name, SegmentDescriptor descriptor)
    {
        if (name.Kind == SegmentKind.Nodes)
        {
            using var segment = NodeSegment.Open(files, directory, name.Id);
            CheckFile(files, segment.File, descriptor);
            NodeSegmentAudit.Check(segment, descriptor);
        }
        else
        {
            using var segment = EdgeSegment.Open(files, directory, name.Id);
            CheckFile(files, segment.File, descriptor);
            EdgeSegmentAudit.Check(segment, descriptor);
        }
    }

    /// <summary>A promise of the format that a column must keep.</summary>
    public static void Require(bool kept, SegmentFile file, ColumnId column, long index, string promise)
    {
        if (!kept)
            throw file.Damaged(column, $"breaks a promise at element {index}: {promise}");
    }

    private static void CheckFile(FileSystem files, SegmentFile file, SegmentDescriptor descriptor)
    {
        file.CheckAllBlocks();
        if (file.RecordCount != descriptor.RecordCount || file.TombstoneCount != descriptor.TombstoneCount
            || file.Length != descriptor.ByteSize)
            throw new DamagedFileException(file.Path, 0, "its counts or its length are not those that the manifest names");
        if (Hash(files, file.Path) != descriptor.Sha256)
            throw new DamagedFileException(file.Path, 0, "its SHA-256 is not the one that the manifest names");
    }

    private static string Hash(FileSystem files, string path)
    {
        using var file = files.Open(path, FileIntent.ReadOnly);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var chunk = new byte[Chunk];
        for (var offset = 0L; file.Read(chunk, offset) is > 0 and var read; offset += read)
            hash.AppendData(chunk.AsSpan(0, read));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
