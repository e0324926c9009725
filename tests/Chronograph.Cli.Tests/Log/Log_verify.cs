namespace Chronograph.Cli.Tests;

public sealed class Log_verify : IDisposable
{
    private readonly SampleLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Finds_a_sound_log_sound()
    {
        Assert.Equal(
            """{"ok":true,"messages":5,"segments":1,"damage":[]}""",
            Tool.Run("log", "verify", _log.Path, "--format", "json").Succeeds().Lines[0]);
        Assert.Equal(
            "Sound: 5 messages in 1 segment.\n",
            Tool.Run("log", "verify", _log.Path).Succeeds().Output);
    }

    [Fact]
    public void Names_the_file_and_the_offset_of_damage()
    {
        var segment = Path.Combine(_log.Path, "000000000.q");
        Damage.FlipABit(segment, offset: 64 + 64);
        var verified = Tool.Run("log", "verify", _log.Path, "--format", "json");
        Assert.Equal(3, verified.ExitCode);
        Assert.False(verified.Json.GetProperty("ok").GetBoolean());
        var damage = verified.Json.GetProperty("damage")[0];
        Assert.EndsWith("000000000.q", damage.GetProperty("file").GetString());
        Assert.InRange(damage.GetProperty("offset").GetInt64(), 64, 128);
        Assert.NotEqual("", damage.GetProperty("reason").GetString());
    }
}
