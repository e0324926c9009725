using System.Globalization;
using System.Text;
using Chronograph.Log;
using Chronograph.Storage;

namespace Chronograph.Selftest;

/// <summary>A small log of one of the shapes that a log can have, with messages whose content follows from their number.</summary>
/// <param name="Name">The shape, in a word.</param>
/// <param name="Directory">Where it is.</param>
/// <param name="Messages">Messages that its writer made visible.</param>
internal sealed record LogShape(string Name, string Directory, long Messages)
{
    private const int Segment = (int)MessageLogOptions.SegmentSizeUnit;

    /// <summary>Builds one log of every shape below a directory.</summary>
    public static IReadOnlyList<LogShape> BuildAll(string directory) =>
    [
        Closed(directory, "empty", _ => { }),
        Closed(directory, "one", log => Append(log, 1, 40)),
        Closed(directory, "several", log => Append(log, 8, 40)),
        Closed(directory, "batch", log => Batch(log, 5, 60)),
        Closed(directory, "segments", log => { Append(log, 3, 40); Append(log, 3, 30_000); Append(log, 3, 40); }),
        Closed(directory, "cursors", WithCursors),
        Killed(directory, "unflushed", log => Append(log, 6, 40)),
        Killed(directory, "flushed", log => { Append(log, 4, 40); log.Flush(); Append(log, 3, 40); }),
        Killed(directory, "in-a-roll", log => { Append(log, 5, 30_000); log.Flush(); Append(log, 2, 40); }),
        KilledInBatch(directory),
        KilledBeforePublishing(directory),
        KilledBeforeSealing(directory),
        Repaired(directory),
    ];

    /// <summary>The payload of a message, which tells its number.</summary>
    public static byte[] Payload(long sequence, int length) =>
        Encoding.UTF8.GetBytes(sequence.ToString("D9", CultureInfo.InvariantCulture).PadRight(length, (char)('a' + (sequence % 26))));

    /// <summary>Whether a payload is the one that the writer of the shape gave this number.</summary>
    public static bool IsTrue(long sequence, ReadOnlySpan<byte> payload) => payload.SequenceEqual(Payload(sequence, payload.Length));

    /// <summary>Copies the log to memory, under the same names.</summary>
    public void Load(MemoryFileSystem memory)
    {
        foreach (var path in DirectoryTree.ListFiles(FileSystem.Disk, Directory))
        {
            memory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var file = memory.Open(path, FileIntent.CreateNew);
            file.Write(FileSystem.Disk.ReadAllBytes(path), 0);
        }
    }

    /// <summary>Copies a log as a crash at this moment would leave it.</summary>
    public static void Copy(string from, string to)
    {
        foreach (var path in System.IO.Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            if (path.EndsWith(".lock", StringComparison.Ordinal) || path.EndsWith(".tmp", StringComparison.Ordinal))
                continue;
            var target = Path.Combine(to, Path.GetRelativePath(from, path));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = File.Create(target);
            source.CopyTo(copy);
        }
    }

    private static LogShape Closed(string directory, string name, Action<MessageLog> fill)
    {
        var path = Path.Combine(directory, name);
        long messages;
        using (var log = Open(path))
        {
            fill(log);
            messages = log.NextSequence - 1;
        }

        return new LogShape(name, path, messages);
    }

    private static LogShape Killed(string directory, string name, Action<MessageLog> fill)
    {
        var path = Path.Combine(directory, name);
        using var log = Open(Path.Combine(directory, name + ".alive"));
        fill(log);
        Copy(log.Directory, path);
        return new LogShape(name, path, log.NextSequence - 1);
    }

    private static LogShape KilledInBatch(string directory) => Killed(directory, "in-a-batch", log =>
    {
        Append(log, 3, 40);
        var batch = log.BeginBatch(); // taken back only when the log is closed, after the copy was made
        for (var number = 0; number < 4; number++)
            batch.Append(Payload(log.NextSequence + number, 50));
    });

    // A batch that was committed, but for the bit that its commit stores last.
    private static LogShape KilledBeforePublishing(string directory)
    {
        var shape = Killed(directory, "unpublished", log => Batch(log, 4, 50)) with { Messages = 1 };
        using var file = new FileStream(Path.Combine(shape.Directory, "000000000.q"), FileMode.Open, FileAccess.ReadWrite);
        file.Position = 64 + 128 + 4;
        var flags = file.ReadByte();
        file.Position--;
        file.WriteByte((byte)(flags & ~1));
        return shape;
    }

    // A batch across segments that was published, and none of them sealed.
    private static LogShape KilledBeforeSealing(string directory)
    {
        var shape = Killed(directory, "unsealed", log => Batch(log, 4, 30_000));
        foreach (var path in System.IO.Directory.GetFiles(shape.Directory, "*" + LogDirectory.IndexExtension))
            File.Delete(path);
        foreach (var path in System.IO.Directory.GetFiles(shape.Directory, "*" + LogDirectory.SegmentExtension))
            Unseal(path);
        return shape;
    }

    private static void Unseal(string path)
    {
        var bytes = new byte[SegmentHeader.Size];
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        if (file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length || SegmentHeader.Read(path, bytes, out _) is not { } header)
            return; // prepared, not begun
        header.Unsealed.Write(bytes);
        file.Position = 0;
        file.Write(bytes);
    }

    private static LogShape Repaired(string directory)
    {
        var shape = Closed(directory, "repaired", log => { Append(log, 9, 40); Append(log, 3, 30_000); });
        using (var file = File.OpenWrite(Path.Combine(shape.Directory, "000000000.q")))
        {
            file.Position = 64 + (3 * 128) + 70;
            file.WriteByte((byte)'?');
        }

        MessageLog.Repair(shape.Directory);
        return shape;
    }

    private static void WithCursors(MessageLog log)
    {
        Append(log, 6, 40);
        using var cursor = log.OpenCursor("reader");
        cursor.Save(3);
        cursor.Save(5);
    }

    private static MessageLog Open(string path) => MessageLog.Open(path, new MessageLogOptions { SegmentSize = Segment });

    private static void Append(MessageLog log, int count, int length)
    {
        for (var number = 0; number < count; number++)
            log.Append(Payload(log.NextSequence, length), (ushort)(number % 3));
    }

    private static void Batch(MessageLog log, int count, int length)
    {
        Append(log, 1, length);
        using var batch = log.BeginBatch();
        for (var number = 0; number < count; number++)
            batch.Append(Payload(log.NextSequence + number, length));
        batch.Commit();
    }
}
