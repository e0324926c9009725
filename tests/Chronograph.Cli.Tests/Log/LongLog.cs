using Chronograph.Log;
using Chronograph.Testing;

namespace Chronograph.Cli.Tests;

/// <summary>A log of four segments of 64 KiB, one message of 40,000 bytes in each.</summary>
internal sealed class LongLog : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public LongLog()
    {
        using var log = MessageLog.Open(Path, new MessageLogOptions { SegmentSize = 64 * 1024 });
        for (var number = 1; number <= 4; number++)
            log.Append(new byte[40_000]);
    }

    /// <summary>The log's directory.</summary>
    public string Path => _directory["log"];

    public void Dispose() => _directory.Dispose();

    /// <summary>Saves a place under a name.</summary>
    public void SaveCursor(string name, long next)
    {
        using var log = MessageLog.OpenReadOnly(Path);
        using var cursor = log.OpenCursor(name);
        cursor.Save(next);
    }
}
