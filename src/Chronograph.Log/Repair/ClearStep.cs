using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Makes bytes zero that belong to no message. From the back, so that a crash in between leaves the same picture, only smaller.</summary>
internal sealed record ClearStep(string Path, long From, long To, string Reason)
    : RepairStep(Path, From, To, $"{Reason}; they become zero")
{
    private const int Block = 64 * 1024;

    public override void Apply(LogDirectory directory)
    {
        using var file = directory.Files.Open(Path, FileIntent.ReadWrite);
        var zeros = new byte[Block];
        for (var to = Math.Min(To, file.Length); to > From;)
        {
            var from = Math.Max(From, (to - 1) / Block * Block);
            file.Write(zeros.AsSpan(0, (int)(to - from)), from);
            to = from;
        }

        file.Flush();
    }
}
