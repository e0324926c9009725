using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Writes a segment header anew, from what the records and the neighbours say.</summary>
internal sealed record HeaderStep(string Path, SegmentHeader Header, string Reason)
    : RepairStep(Path, 0, SegmentHeader.Size, $"{Reason}; it is written anew")
{
    public override void Apply(LogDirectory directory)
    {
        using var file = directory.Files.Open(Path, FileIntent.ReadWrite);
        SegmentPreparer.Extend(file, SegmentHeader.Size);
        Span<byte> bytes = stackalloc byte[SegmentHeader.Size];
        Header.Write(bytes);
        file.Write(bytes, 0);
        file.Flush();
    }
}
