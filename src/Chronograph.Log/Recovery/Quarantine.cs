using System.Globalization;
using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Keeps bytes that recovery takes out of the log.</summary>
internal static class Quarantine
{
    private const int Block = 1 << 20;

    /// <summary>Copies part of a segment file, as it is, to a file of its own, durably.</summary>
    /// <returns>The path of the copy: <c>quarantine/SEGMENT-OFFSET[-N].bytes</c>.</returns>
    public static string Keep(LogDirectory directory, SegmentId id, long from, long to)
    {
        var files = directory.Files;
        files.CreateDirectory(directory.QuarantinePath);
        using var source = files.Open(directory.SegmentPath(id), FileIntent.ReadOnly);
        using var target = CreateUnique(directory, string.Create(CultureInfo.InvariantCulture, $"{id}-{from:D12}"));
        var buffer = new byte[Block];
        for (var offset = from; offset < to;)
        {
            var read = source.Read(buffer.AsSpan(0, (int)Math.Min(Block, to - offset)), offset);
            if (read == 0)
                break;
            target.Write(buffer.AsSpan(0, read), offset - from);
            offset += read;
        }

        target.Flush();
        files.SyncDirectory(directory.QuarantinePath);
        files.SyncDirectory(directory.Path);
        return target.Path;
    }

    private static StorageFile CreateUnique(LogDirectory directory, string name)
    {
        for (var number = 1; ; number++)
        {
            var suffix = number == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{number}");
            var path = Path.Combine(directory.QuarantinePath, name + suffix + ".bytes");
            if (!directory.Files.FileExists(path))
                return directory.Files.Open(path, FileIntent.CreateNew);
        }
    }
}
