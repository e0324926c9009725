using Chronograph.Selftest;

namespace Chronograph.Ingest.Tests;

/// <summary>The disk of a process that dies before a given operation: from there on, nothing reaches it any more.</summary>
internal sealed class DyingFileSystem(int survives) : ForwardingFileSystem
{
    private int _operations;

    /// <summary>Whether the process lived to the end.</summary>
    public bool Survived => Volatile.Read(ref _operations) <= survives;

    public override void Before(Operation operation, string path)
    {
        if (Interlocked.Increment(ref _operations) > survives)
            throw new IOException("The process is gone.");
    }
}
