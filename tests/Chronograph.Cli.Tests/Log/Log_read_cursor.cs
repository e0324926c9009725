using Chronograph.Log;

namespace Chronograph.Cli.Tests;

public sealed class Log_read_cursor : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SampleLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Begins_where_it_stands_and_moves_behind_what_was_printed()
    {
        Assert.Equal([1, 2], Read("--limit", "2"));
        Assert.Equal(("mine", 3, 3), Shown());
        Assert.Equal([3, 4, 5], Read());
        Assert.Empty(Read());
        Tool.Run("six\n", ["log", "append", _log.Path]).Succeeds();
        Assert.Equal(("mine", 6, 1), Shown());
        Assert.Equal([6], Read());
        Assert.Equal(("mine", 7, 0), Shown());
    }

    [Fact]
    public void Passes_over_messages_of_other_types()
    {
        Assert.Equal([1, 3], Read("--type", "1"));
        Assert.Equal(("mine", 6, 0), Shown());
    }

    [Fact]
    public void Begins_where_it_is_told_to_and_goes_on_from_there()
    {
        Assert.Equal([4], Read("--from", "4", "--limit", "1"));
        Assert.Equal([5], Read());
    }

    [Fact]
    public void Is_shown_as_text()
    {
        Read("--limit", "2");
        Assert.Contains(Tool.Run("log", "show", _log.Path).Succeeds().Lines, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["mine", "3", "3"]);
    }

    [Fact]
    public async Task Is_saved_while_it_follows()
    {
        using var follower = Tool.Start(["log", "read", _log.Path, "--cursor", "mine", "--follow", "--format", "json"]);
        for (var number = 1; number <= 5; number++)
            await follower.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.True(SpinWait.SpinUntil(() => Shown() == ("mine", 6, 0), Patience));
        follower.Kill();
        Tool.WaitForExit(follower);
        Assert.Equal(("mine", 6, 0), Shown());
        Assert.Empty(Read());
    }

    [Fact]
    public void Does_not_move_when_nobody_took_what_it_read()
    {
        using var reading = Tool.Start(["log", "read", _log.Path, "--cursor", "mine"]);
        reading.StandardOutput.Close();
        Tool.WaitForExit(reading);
        Assert.Equal([1, 2, 3, 4, 5], Read());
    }

    [Fact]
    public void Is_for_one_reader_at_a_time()
    {
        using var log = MessageLog.OpenReadOnly(_log.Path);
        using var cursor = log.OpenCursor("mine");
        Tool.Run("log", "read", _log.Path, "--cursor", "mine").Fails(4, "mine.cursor is locked by another user of this cursor");
    }

    [Fact]
    public void Whose_place_is_gone_says_where_to_begin()
    {
        using var log = new LongLog();
        log.SaveCursor("slow", 2);
        Tool.Run("log", "retain", log.Path, "--max-age", "0s", "--max-lag", "0").Succeeds();
        Tool.Run("log", "read", log.Path, "--cursor", "slow").Fails(6, "Begin at 4.");
        Tool.Run("log", "read", log.Path, "--cursor", "slow", "--from", "4").Succeeds();
        Assert.Empty(Tool.Run("log", "read", log.Path, "--cursor", "slow").Succeeds().Lines);
    }

    [Theory]
    [InlineData("../out")]
    [InlineData("")]
    [InlineData(".hidden")]
    public void With_a_name_that_is_none_is_wrong_usage(string name) =>
        Tool.Run("log", "read", _log.Path, "--cursor", name).Fails(1, "cursor's name");

    private long[] Read(params string[] options) =>
        [.. Tool.Run(["log", "read", _log.Path, "--cursor", "mine", .. options, "--format", "json"]).Succeeds()
            .JsonLines.Select(message => message.GetProperty("seq").GetInt64())];

    private (string? Name, long Next, long Lag) Shown()
    {
        var shown = Tool.Run("log", "show", _log.Path, "--format", "json").Succeeds().Json;
        var cursors = shown.GetProperty("cursors").EnumerateArray().ToArray();
        return cursors is [var cursor]
            ? (cursor.GetProperty("name").GetString(), cursor.GetProperty("seq").GetInt64(), cursor.GetProperty("lag").GetInt64())
            : default;
    }
}
