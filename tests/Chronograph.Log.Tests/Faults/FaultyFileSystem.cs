using Chronograph.Selftest;
using Chronograph.Storage;

namespace Chronograph.Log.Tests;

/// <summary>The disk, with a limit on the space it has and with flushes that fail when told to.</summary>
internal sealed class FaultyFileSystem : ForwardingFileSystem
{
    private long _space = long.MaxValue;

    /// <summary>Bytes by which files may still grow.</summary>
    public long Space
    {
        get => Volatile.Read(ref _space);
        set => Volatile.Write(ref _space, value);
    }

    /// <summary>Decides by path which flushes fail.</summary>
    public Func<string, bool> FailsToFlush { get; set; } = _ => false;

    /// <summary>Decides by path which writes find the disk full, also those that do not grow the file.</summary>
    public Func<string, bool> FailsToWrite { get; set; } = _ => false;

    /// <summary>Decides by path which files cannot be opened for writing.</summary>
    public Func<string, bool> FailsToOpen { get; set; } = _ => false;

    public override void Before(Operation operation, string path)
    {
        if (operation == Operation.Create && FailsToOpen(path))
            throw new IOException("Input/output error");
    }

    protected override void Write(StorageFile file, ReadOnlySpan<byte> source, long offset)
    {
        var growth = Math.Max(0, offset + source.Length - file.Length);
        if (growth > Space || FailsToWrite(file.Path))
            throw new StorageFullException(file.Path, new IOException("No space left on device"));
        if (Space != long.MaxValue)
            Interlocked.Add(ref _space, -growth);
        file.Write(source, offset);
    }

    protected override void Flush(StorageFile file)
    {
        if (FailsToFlush(file.Path))
            throw new IOException("Input/output error");
        file.Flush();
    }
}
