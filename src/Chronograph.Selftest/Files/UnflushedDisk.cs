using Chronograph.Storage;

namespace Chronograph.Selftest;

/// <summary>The disk without flushes, for files that nobody wants to survive a power loss: crash images, and what they are made of.</summary>
internal sealed class UnflushedDisk : ForwardingFileSystem
{
    public override void SyncDirectory(string directory)
    {
    }

    protected override void Flush(StorageFile file)
    {
    }
}
