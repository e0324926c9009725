using System.Collections.Concurrent;
using Chronograph.Selftest;
using Chronograph.Storage;

namespace Chronograph.Graph.Tests;

/// <summary>Counts the files that are read, lists what is flushed and deleted, and lets a test look at the disk before a rename.</summary>
internal sealed class ObservedFileSystem : ForwardingFileSystem
{
    /// <summary>Called with the new name while set.</summary>
    public Action<string>? BeforeRename { get; set; }

    /// <summary>How many files were opened for reading, by extension.</summary>
    public Dictionary<string, int> Reads { get; } = [];

    /// <summary>In no certain order, since some are flushed at once.</summary>
    public ConcurrentQueue<string> Flushed { get; } = [];

    public List<string> Deleted { get; } = [];

    public override void Before(Operation operation, string path)
    {
        if (operation == Operation.Flush)
            Flushed.Enqueue(path);
        if (operation == Operation.Delete)
            Deleted.Add(path);
        if (operation == Operation.Rename)
            BeforeRename?.Invoke(path);
    }

    public override StorageFile Open(string path, FileIntent intent)
    {
        if (intent == FileIntent.ReadOnly)
            Reads[Path.GetExtension(path)] = Reads.GetValueOrDefault(Path.GetExtension(path)) + 1;
        return base.Open(path, intent);
    }
}
