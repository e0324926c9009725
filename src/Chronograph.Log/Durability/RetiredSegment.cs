using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>A sealed segment that may not be durable yet.</summary>
/// <param name="Directory">The log.</param>
/// <param name="Header">Its sealed header.</param>
/// <param name="Mapped">Its mapping, when it still has one.</param>
/// <param name="End">What is durable with it: the place of its last message, or null in the middle of a batch.</param>
internal sealed record RetiredSegment(LogDirectory Directory, SegmentHeader Header, WritableSegment? Mapped, Checkpoint? End)
{
    public string Path => Directory.SegmentPath(Header.Id);

    public void Flush()
    {
        if (Mapped is not null)
        {
            Mapped.Flush();
            return;
        }

        using var file = Directory.Files.Open(Path, FileIntent.ReadWrite);
        file.Flush();
    }
}
