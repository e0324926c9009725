using System.Diagnostics;
using Chronograph.Log;
using Chronograph.Testing;

namespace Chronograph.Cli.Tests;

public sealed class Log_merge : IDisposable
{
    private const long Beginning = 1_700_000_000_000_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryDirectory _directory = new();

    public Log_merge()
    {
        Append(Orders, (1, "order"), (3, "shipped"), (3, "billed"));
        Append(Payments, (2, "paid"), (3, "booked"));
    }

    private string Orders => _directory["orders"];

    private string Payments => _directory["payments"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Prints_the_messages_of_all_logs_in_the_order_of_time()
    {
        Assert.Equal(["order", "paid", "shipped", "billed", "booked"], Payloads());
        Assert.Equal(["order", "paid", "booked", "shipped", "billed"], Payloads([Payments, Orders]));
        Assert.Equal(["order", "shipped", "billed"], Payloads([Orders]));
    }

    [Fact]
    public void Tells_of_each_message_what_read_tells_and_its_log() => Assert.Equal(
        $$"""{"log":"{{Payments}}","seq":1,"timestamp_ns":1700000002000000000,"type":7,"length":4,"payload":"paid"}""",
        Merge([Orders, Payments], "--format", "json").Lines[1]);

    [Fact]
    public void Is_readable_as_text()
    {
        var lines = Tool.Run("", ["log", "merge", "orders", "payments"], _directory.Path).Succeeds().Lines;
        Assert.Matches("^log +seq  time +type  payload$", lines[0]);
        Assert.Matches(@"^orders +1  2023-11-14T22:13:21\.000Z +7  order$", lines[1]);
        Assert.Matches(@"^payments +1  2023-11-14T22:13:22\.000Z +7  paid$", lines[2]);
    }

    [Theory]
    [InlineData("--limit 2", "order,paid")]
    [InlineData("--since 2023-11-14T22:13:23Z", "shipped,billed,booked")]
    [InlineData("--type 8", "")]
    [InlineData("--type 7 --limit 1", "order")]
    public void Begins_and_ends_where_it_is_told_to(string options, string expected) =>
        Assert.Equal(expected, string.Join(',', Payloads([Orders, Payments], options.Split(' '))));

    [Fact]
    public void Cursors_stand_in_each_log_behind_what_was_printed()
    {
        Assert.Equal(["order", "paid", "shipped"], Payloads([Orders, Payments], "--cursor", "mine", "--limit", "3"));
        Assert.Equal((3, 1), (Next(Orders), Lag(Orders)));
        Assert.Equal((2, 1), (Next(Payments), Lag(Payments)));
        Assert.Equal(["billed", "booked"], Payloads([Orders, Payments], "--cursor", "mine"));
        Assert.Empty(Payloads([Orders, Payments], "--cursor", "mine"));
        Append(Payments, (9, "more"));
        Assert.Equal(["more"], Payloads([Orders, Payments], "--cursor", "mine"));
    }

    [Fact]
    public void Prints_only_what_survives_a_power_loss_when_told_to()
    {
        using var log = MessageLog.Open(Orders);
        log.Append("not on the disk yet"u8);
        Assert.Equal(6, Payloads().Length);
        Assert.Equal(["order", "paid", "shipped", "billed", "booked"], Payloads([Orders, Payments], "--durable"));
    }

    [Fact]
    public async Task Follows_what_is_appended_until_interrupted()
    {
        using var follower = Tool.Start(["log", "merge", Orders, Payments, "--follow", "--lateness", "0s", "--format", "json"]);
        for (var number = 0; number < 5; number++)
            await NextLine(follower);
        Append(Orders, (20, "now"));
        Assert.Contains("\"payload\":\"now\"", await NextLine(follower));
        Append(Payments, (10, "late"));
        Assert.EndsWith("\"payload\":\"late\",\"late\":true}", await NextLine(follower));
        Signals.Interrupt(follower);
        Tool.WaitForExit(follower);
        Assert.Equal(130, follower.ExitCode);
    }

    [Fact]
    public async Task Saves_its_place_while_it_follows()
    {
        using var follower = Tool.Start(["log", "merge", Orders, Payments, "--cursor", "mine", "--follow"]);
        for (var line = 0; line < 1 + 5; line++)
            await NextLine(follower);
        Assert.True(SpinWait.SpinUntil(() => (Next(Orders), Next(Payments)) == (4, 3), Patience));
        follower.Kill();
        Tool.WaitForExit(follower);
        Assert.Empty(Payloads([Orders, Payments], "--cursor", "mine"));
    }

    [Theory]
    [InlineData("", "LOG")]
    [InlineData("a a/", "a is named twice.")]
    [InlineData("a b --lateness 2d", "'2d' is not a duration of at most 1d")]
    [InlineData("a --limit 0", "'0' is not a whole number")]
    public void Refuses_what_makes_no_sense(string arguments, string because) =>
        Tool.Run(["log", "merge", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]).Fails(1, because);

    [Fact]
    public void Of_a_log_that_is_not_there_says_which()
    {
        Tool.Run("log", "merge", Orders, _directory["nothing"]).Fails(2, $"{_directory["nothing"]} holds no message log");
        Assert.False(Directory.Exists(_directory["nothing"]));
    }

    [Fact]
    public void Changes_nothing_and_needs_no_lock()
    {
        using var writer = MessageLog.Open(Orders);
        var before = DirectoryState.Of(_directory.Path);
        Merge([Orders, Payments]);
        Assert.Equal(before, DirectoryState.Of(_directory.Path));
    }

    private static void Append(string directory, params (int Seconds, string Text)[] messages)
    {
        using var log = MessageLog.Open(directory, new MessageLogOptions { SegmentSize = 64 * 1024 });
        foreach (var (seconds, text) in messages)
            log.Append(System.Text.Encoding.UTF8.GetBytes(text), new MessageProperties(7, Beginning + (seconds * 1_000_000_000L)));
    }

    private string[] Payloads() => Payloads([Orders, Payments]);

    private static string[] Payloads(string[] logs, params string[] options) =>
        [.. Merge(logs, [.. options, "--format", "json"]).JsonLines.Select(message => message.GetProperty("payload").GetString()!)];

    private static ToolResult Merge(string[] logs, params string[] options) => Tool.Run(["log", "merge", .. logs, .. options]).Succeeds();

    private static long Next(string log) => Cursor(log)?.NextSequence ?? 0;

    private static long Lag(string log) => Cursor(log)!.Lag;

    private static LogCursorPosition? Cursor(string directory)
    {
        using var log = MessageLog.OpenReadOnly(directory);
        return log.Describe().Cursors.SingleOrDefault();
    }

    private static async Task<string> NextLine(Process process) =>
        (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience, TestContext.Current.CancellationToken))!;
}
