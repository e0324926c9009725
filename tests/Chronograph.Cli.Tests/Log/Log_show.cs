namespace Chronograph.Cli.Tests;

public sealed class Log_show(SampleLog log) : IClassFixture<SampleLog>
{
    [Fact]
    public void Tells_segments_head_and_durable_mark()
    {
        var shown = Tool.Run("log", "show", log.Path, "--format", "json").Succeeds().Json;
        Assert.Equal(6, shown.GetProperty("next_seq").GetInt64());
        Assert.Equal(5, shown.GetProperty("durable_seq").GetInt64());
        Assert.False(shown.GetProperty("writer_locked").GetBoolean());
        Assert.Equal(0, shown.GetProperty("cursors").GetArrayLength());
        var segment = Assert.Single(shown.GetProperty("segments").EnumerateArray());
        Assert.Equal(0, segment.GetProperty("id").GetInt64());
        Assert.Equal(1, segment.GetProperty("first_seq").GetInt64());
        Assert.Equal(5, segment.GetProperty("message_count").GetInt64());
        Assert.False(segment.GetProperty("sealed").GetBoolean());
        Assert.True(segment.GetProperty("bytes").GetInt64() > 0);
    }

    [Fact]
    public void Tells_whether_a_writer_has_the_log()
    {
        using var writer = Chronograph.Log.MessageLog.Open(log.Path);
        Assert.True(Tool.Run("log", "show", log.Path, "--format", "json").Succeeds().Json.GetProperty("writer_locked").GetBoolean());
    }

    [Fact]
    public void Names_the_damage_that_it_meets()
    {
        using var damaged = new SampleLog();
        Damage.FlipABit(Path.Combine(damaged.Path, "000000000.q"), offset: 64 + 16);
        var shown = Tool.Run("log", "show", damaged.Path, "--format", "json");
        Assert.Equal(3, shown.ExitCode);
        Assert.Equal(1, shown.Json.GetProperty("next_seq").GetInt64());
        Assert.Equal(64, Assert.Single(shown.Json.GetProperty("damage").EnumerateArray()).GetProperty("offset").GetInt64());
        var text = Tool.Run("log", "show", damaged.Path);
        Assert.Contains("DAMAGED: only what can be reached is shown.", text.Lines);
        Assert.Contains("log verify", text.Error);
    }

    [Fact]
    public void Is_readable_as_text() =>
        Assert.Contains("next message  6", Tool.Run("log", "show", log.Path).Succeeds().Lines);
}
