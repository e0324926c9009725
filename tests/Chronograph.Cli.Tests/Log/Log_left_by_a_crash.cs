using Chronograph.Log;
using Chronograph.Testing;

namespace Chronograph.Cli.Tests;

public sealed class Log_left_by_a_crash : IDisposable
{
    private const int HeaderOfASegment = 64;
    private const int SmallRecord = 128;

    private readonly TemporaryDirectory _directory = new();

    private string Image => _directory["image"];

    private string Segment => Path.Combine(Image, "000000000.q");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void With_nothing_unfinished_is_opened_without_a_word()
    {
        Crash(log => log.Append("one"u8));
        Assert.Empty(Append().Error);
    }

    [Fact]
    public void With_an_unfinished_batch_says_what_was_removed()
    {
        Crash(log =>
        {
            log.Append("one"u8);
            log.BeginBatch().Append(new byte[1000]);
        });
        var line = Assert.Single(Append().ErrorLines);
        Assert.StartsWith($"{Image} was not closed by its last writer: ", line);
        Assert.EndsWith(" bytes of unfinished messages at its end were removed.", line);
        Assert.Empty(Append().Error);
    }

    [Fact]
    public void With_a_hole_names_the_file_that_keeps_what_stood_behind_it()
    {
        Crash(log =>
        {
            log.Append("one"u8);
            log.Append("two"u8);
            log.Append("three"u8);
        });
        ClearTheSecondRecord();
        var line = Assert.Single(Append().ErrorLines);
        var kept = Assert.Single(Directory.GetFiles(Path.Combine(Image, "quarantine")));
        Assert.EndsWith($"are kept in {kept}", line);
        Assert.Empty(Append().Error);
    }

    private void ClearTheSecondRecord()
    {
        var bytes = File.ReadAllBytes(Segment);
        bytes.AsSpan(HeaderOfASegment + SmallRecord, SmallRecord).Clear();
        File.WriteAllBytes(Segment, bytes);
    }

    private ToolResult Append() => Tool.Run("next\n", ["log", "append", Image]).Succeeds();

    // What a directory holds while its writer is at work is what a kill leaves.
    private void Crash(Action<MessageLog> write)
    {
        using var log = MessageLog.Open(_directory["log"], new MessageLogOptions { SegmentSize = 64 * 1024 });
        write(log);
        Directory.CreateDirectory(Image);
        foreach (var file in Directory.GetFiles(log.Directory))
        {
            if (Path.GetFileName(file) != "writer.lock")
                File.Copy(file, Path.Combine(Image, Path.GetFileName(file)));
        }
    }
}
