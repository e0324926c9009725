using Chronograph.Log;

namespace Chronograph.Cli.Tests;

public sealed class Log_retain : IDisposable
{
    private readonly LongLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Removes_the_oldest_segments_beyond_a_size()
    {
        var report = Retain("--max-bytes", "128KiB");
        Assert.Equal([1, 2], Removed(report));
        Assert.Equal(128 * 1024, report.GetProperty("freed_bytes").GetInt64());
        Assert.Equal([3, 4], Sequences());
        Tool.Run("log", "read", _log.Path, "--from", "1").Fails(6, "Begin at 3.");
    }

    [Fact]
    public void Removes_segments_older_than_an_age_but_never_the_newest()
    {
        Assert.Empty(Removed(Retain("--max-age", "1h")));
        Assert.Equal([1, 2, 3], Removed(Retain("--max-age", "0s")));
        Assert.Equal([4], Sequences());
    }

    [Fact]
    public void Dry_says_the_same_and_removes_nothing()
    {
        Assert.Equal([1, 2], Removed(Retain("--max-bytes", "128KiB", "--dry-run")));
        Assert.StartsWith(
            "Would remove 2 segments, 128.0 KiB on the disk. The log would begin with message 3.",
            Tool.Run("log", "retain", _log.Path, "--max-bytes", "128KiB", "--dry-run").Succeeds().Lines[0]);
        Assert.Equal([1, 2, 3, 4], Sequences());
    }

    [Fact]
    public void Keeps_what_a_cursor_has_still_to_read_up_to_a_lag()
    {
        _log.SaveCursor("slow", 2);
        Assert.Equal([1], Removed(Retain("--max-age", "0s")));
        Assert.Equal([2], Removed(Retain("--max-age", "0s", "--max-lag", "128KiB")));
    }

    [Fact]
    public void Says_in_words_what_was_removed()
    {
        Assert.Equal(
            "Removed 3 segments, 192.0 KiB on the disk. The log begins with message 4.",
            Tool.Run("log", "retain", _log.Path, "--max-age", "0s").Succeeds().Lines[0]);
        Assert.Equal(
            "Nothing to remove: the log begins with message 4.\n",
            Tool.Run("log", "retain", _log.Path, "--max-age", "0s").Succeeds().Output);
    }

    [Theory]
    [InlineData("", "Say what may go: --max-age, --max-bytes or both.")]
    [InlineData("--max-lag 1GiB", "Say what may go")]
    [InlineData("--max-bytes much", "'much' is not a size")]
    [InlineData("--max-age 3x", "'3x' is not a duration")]
    [InlineData("--max-age 20000w", "'20000w' is not a duration of at most 36500d")]
    public void Refuses_what_makes_no_sense(string options, string because)
    {
        Tool.Run(["log", "retain", _log.Path, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]).Fails(1, because);
        Assert.Equal([1, 2, 3, 4], Sequences());
    }

    [Fact]
    public void Creates_no_log() =>
        Tool.Run("log", "retain", _log.Path + "x", "--max-age", "1d").Fails(2, "holds no message log");

    [Fact]
    public void Fails_when_another_writer_has_the_log()
    {
        using var writer = MessageLog.Open(_log.Path);
        Tool.Run("log", "retain", _log.Path, "--max-age", "0s").Fails(4, "is locked by another writer");
    }

    private System.Text.Json.JsonElement Retain(params string[] options) =>
        Tool.Run(["log", "retain", _log.Path, .. options, "--format", "json"]).Succeeds().Json;

    private static long[] Removed(System.Text.Json.JsonElement report) =>
        [.. report.GetProperty("removed").EnumerateArray().Select(segment => segment.GetProperty("first_seq").GetInt64())];

    private long[] Sequences() =>
        [.. Tool.Run("log", "read", _log.Path, "--format", "json").Succeeds().JsonLines.Select(message => message.GetProperty("seq").GetInt64())];
}
