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
        using var source = directory.Files.Open(directory.SegmentPath(id), FileIntent.ReadOnly);
        return Keep(directory, source, id.ToString(), from, to);
    }

    /// <summary>Copies part of any file of the log, unless there is nothing in it but zeros.</summary>
    public static string? TryKeep(LogDirectory directory, string path, long from, long to)
    {
        if (!directory.Files.FileExists(path))
            return null;
        using var source = directory.Files.Open(path, FileIntent.ReadOnly);
        var name = path.EndsWith(LogDirectory.SegmentExtension, StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(path) : Path.GetFileName(path);
        return IsEmpty(source, from, to) ? null : Keep(directory, source, name, from, to);
    }

    private static string Keep(LogDirectory directory, StorageFile source, string name, long from, long to)
    {
        var files = directory.Files;
        LogDirectory.ThrowIfLink(directory.QuarantinePath);
        files.CreateDirectory(directory.QuarantinePath);
        var path = UniquePath(directory, string.Create(CultureInfo.InvariantCulture, $"{name}-{from:D12}"));
        var temporary = path + AtomicFile.TemporarySuffix; // half a copy is none, and would pass for one
        try
        {
            using var target = files.Open(temporary, FileIntent.CreateOrTruncate);
            foreach (var (offset, bytes) in Blocks(source, from, to))
                target.Write(bytes.Span, offset - from);
            target.Flush();
        }
        catch
        {
            files.Delete(temporary);
            throw;
        }

        AtomicFile.Complete(files, path, durable: true);
        files.SyncDirectory(directory.Path);
        return path;
    }

    private static bool IsEmpty(StorageFile source, long from, long to) =>
        Blocks(source, from, to).All(block => !block.Bytes.Span.ContainsAnyExcept((byte)0));

    private static IEnumerable<(long Offset, ReadOnlyMemory<byte> Bytes)> Blocks(StorageFile source, long from, long to)
    {
        var buffer = new byte[Math.Min(Block, to - from)];
        for (var offset = from; offset < to;)
        {
            var read = source.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, to - offset)), offset);
            if (read == 0)
                yield break;
            yield return (offset, buffer.AsMemory(0, read));
            offset += read;
        }
    }

    private static string UniquePath(LogDirectory directory, string name)
    {
        for (var number = 1; ; number++)
        {
            var suffix = number == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{number}");
            var path = Path.Combine(directory.QuarantinePath, name + suffix + ".bytes");
            if (!directory.Files.FileExists(path))
                return path;
        }
    }
}
