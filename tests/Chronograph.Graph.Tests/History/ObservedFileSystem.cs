using System.Collections.Concurrent;
using Chronograph.Selftest;
using Chronograph.Storage;

namespace Chronograph.Graph.Tests;

/// <summary>Counts the files that are read, lists what is flushed and deleted, and lets a test look at the disk before a rename.</summary>
/// <remarks>The threads of the history's log come here too.</remarks>
internal sealed class ObservedFileSystem : ForwardingFileSystem
{
    /// <summary>Called with the new name while set.</summary>
    public Action<string>? BeforeRename { get; set; }

    /// <summary>How many files were opened for reading, by extension.</summary>
    public ConcurrentDictionary<string, int> Reads { get; } = new();

    /// <summary>In no certain order, since some are flushed at once.</summary>
    public ConcurrentQueue<string> Flushed { get; } = [];

    public ConcurrentQueue<string> Deleted { get; } = [];

    public override void Before(Operation operation, string path)
    {
        if (operation == Operation.Flush)
            Flushed.Enqueue(path);
        if (operation == Operation.Delete)
            Deleted.Enqueue(path);
        if (operation == Operation.Rename)
            BeforeRename?.Invoke(path);
    }

    public override StorageFile Open(string path, FileIntent intent)
    {
        if (intent == FileIntent.ReadOnly)
            Reads.AddOrUpdate(Path.GetExtension(path), 1, static (_, count) => count + 1);
        return base.Open(path, intent);
    }
}
