using System.Text.Json;

namespace Chronograph.Cli.Tests;

public sealed class Log_read(SampleLog log) : IClassFixture<SampleLog>
{
    [Fact]
    public void Prints_every_message_in_order()
    {
        var messages = Read();
        Assert.Equal([1, 2, 3, 4, 5], messages.Select(message => message.GetProperty("seq").GetInt64()));
        Assert.Equal([1, 2, 1, 0, 9], messages.Select(message => message.GetProperty("type").GetInt64()));
        Assert.Equal([3, 3, 14, 0, 2], messages.Select(message => message.GetProperty("length").GetInt64()));
        Assert.Equal("drei ü -> 漢", messages[2].GetProperty("payload").GetString());
        Assert.Equal("", messages[3].GetProperty("payload").GetString());
    }

    [Fact]
    public void Prints_what_is_not_text_in_base64()
    {
        var message = Read("--from", "last").Single();
        Assert.Equal("/wA=", message.GetProperty("payload_base64").GetString());
        Assert.False(message.TryGetProperty("payload", out _));
    }

    [Fact]
    public void Prints_the_time_to_the_nanosecond()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1_000_000;
        Assert.InRange(Read()[0].GetProperty("timestamp_ns").GetInt64(), now - 600_000_000_000, now + 1_000_000_000);
    }

    [Theory]
    [InlineData("--from first", new long[] { 1, 2, 3, 4, 5 })]
    [InlineData("--from 4", new long[] { 4, 5 })]
    [InlineData("--from last", new long[] { 5 })]
    [InlineData("--from 6", new long[0])]
    [InlineData("--limit 2", new long[] { 1, 2 })]
    [InlineData("--type 1", new long[] { 1, 3 })]
    [InlineData("--type 1 --limit 1 --from 2", new long[] { 3 })]
    [InlineData("--since -10m", new long[] { 1, 2, 3, 4, 5 })]
    [InlineData("--since 2001-01-01T00:00:00Z", new long[] { 1, 2, 3, 4, 5 })]
    [InlineData("--since 2099-01-01", new long[0])]
    public void Begins_and_ends_where_it_is_told_to(string options, long[] expected) =>
        Assert.Equal(expected, Read(options.Split(' ')).Select(message => message.GetProperty("seq").GetInt64()));

    [Fact]
    public void Is_readable_as_text()
    {
        var lines = Tool.Run("log", "read", log.Path).Succeeds().Lines;
        Assert.Matches("^ +seq  time +type  payload$", lines[0]);
        Assert.Matches(@"^ +1  20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z +1  one$", lines[1]);
        Assert.EndsWith("  (2 bytes, not UTF-8)", lines[5]);
    }

    [Theory]
    [InlineData("--from 0", "'0' is not a place to begin")]
    [InlineData("--since soon", "'soon' is not a time")]
    [InlineData("--type 65536", "'65536' is not a whole number between 0 and 65535")]
    [InlineData("--from 1 --since -1m", "Use --from or --since, not both")]
    public void Refuses_what_makes_no_sense(string options, string because) =>
        Tool.Run(["log", "read", log.Path, .. options.Split(' ')]).Fails(1, because);

    private JsonElement[] Read(params string[] options) =>
        Tool.Run(["log", "read", log.Path, .. options, "--format", "json"]).Succeeds().JsonLines;
}
