using System.Buffers.Binary;
using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary><c>index.meta</c>: 16 bytes that say up to which place the log is durable.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Offset">Where the last durable record in it ends; 0 when nothing is durable.</param>
internal readonly record struct DurableMark(SegmentId Segment, long Offset)
{
    public const int Size = 16;

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Segment.Value);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], Offset);
    }

    /// <summary>Reads the file, or returns null when it is missing, has another length or says the impossible.</summary>
    public static DurableMark? TryRead(LogDirectory directory)
    {
        using var file = directory.Files.TryOpen(directory.CheckpointPath);
        Span<byte> bytes = stackalloc byte[Size];
        if (file is null || file.Length != Size || file.Read(bytes, 0) < Size)
            return null;
        var mark = new DurableMark(
            new SegmentId(BinaryPrimitives.ReadInt64LittleEndian(bytes)),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]));
        return mark.Segment.Value >= 0 && mark.Offset >= 0 && mark.Offset % RecordLayout.Alignment == 0 ? mark : null;
    }

    public bool IsBefore(DurableMark other) =>
        Segment < other.Segment || (Segment == other.Segment && Offset < other.Offset);
}
