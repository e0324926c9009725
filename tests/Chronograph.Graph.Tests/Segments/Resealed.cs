using System.Buffers.Binary;
using Chronograph.Storage;

namespace Chronograph.Graph.Tests;

/// <summary>Makes the checksums of a changed segment right again, as someone who means harm would.</summary>
internal static class Resealed
{
    /// <param name="bytes">A segment whose data fits into one block.</param>
    public static void Checksums(byte[] bytes)
    {
        var footer = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(24));
        var data = Crc32C.Compute(bytes.AsSpan(SegmentHeader.Size, footer - SegmentHeader.Size));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - 4), data);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(36), Crc32C.Compute(bytes.AsSpan(footer)));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(60), Crc32C.Compute(bytes.AsSpan(0, 60)));
    }
}
