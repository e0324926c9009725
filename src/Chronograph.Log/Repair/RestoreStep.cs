using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Publishes a message again that lacks nothing but the committed bit, where all messages were published.</summary>
internal sealed record RestoreStep(string Path, long From, long Sequence)
    : RepairStep(Path, From, From + RecordLayout.HeaderSize, $"message {Sequence} lacks its committed bit and is sound otherwise; the bit is set again")
{
    public override bool TakesOut => false;

    public override void Apply(LogDirectory directory)
    {
        using var file = directory.Files.Open(Path, FileIntent.ReadWrite);
        Span<byte> flags = stackalloc byte[1];
        file.ReadExactly(flags, From + RecordLayout.Flags);
        flags[0] |= RecordWord.Committed;
        file.Write(flags, From + RecordLayout.Flags);
        file.Flush();
    }
}
