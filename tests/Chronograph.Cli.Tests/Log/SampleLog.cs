using Chronograph.Log;
using Chronograph.Testing;

namespace Chronograph.Cli.Tests;

/// <summary>A log of five messages, in a directory of its own: three texts, an empty one, and one that is not text.</summary>
public sealed class SampleLog : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public SampleLog()
    {
        using var log = MessageLog.Open(Path, new MessageLogOptions { SegmentSize = 64 * 1024 });
        log.Append("one"u8, 1);
        log.Append("two"u8, 2);
        log.Append("drei ü -> 漢"u8, 1);
        log.Append([], 0);
        log.Append([0xFF, 0x00], 9);
        log.Flush();
    }

    /// <summary>The log's directory.</summary>
    public string Path => _directory["sample log"];

    /// <summary>The directory around it.</summary>
    public string Parent => _directory.Path;

    public void Dispose() => _directory.Dispose();
}
