namespace Chronograph.Cli.Tests;

public sealed class Log_repair : IDisposable
{
    private readonly SampleLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Says_that_a_sound_log_needs_none() =>
        Assert.StartsWith("Nothing to repair", Tool.Run("log", "repair", _log.Path).Succeeds().Output);

    [Fact]
    public void Without_yes_says_what_it_would_do_and_changes_nothing()
    {
        var segment = Path.Combine(_log.Path, "000000000.q");
        Damage.FlipABit(segment, offset: 64 + 64);
        var before = File.ReadAllBytes(segment);
        var previewed = Tool.Run("log", "repair", _log.Path);
        Assert.Equal(1, previewed.ExitCode);
        Assert.Contains("would keep 4 messages and record 1 message as lost", previewed.Output);
        Assert.Contains("--yes", previewed.Error);
        Assert.Equal(before, File.ReadAllBytes(segment));
        Assert.False(Directory.Exists(Path.Combine(_log.Path, "quarantine")));
    }

    [Fact]
    public void With_yes_keeps_the_damage_in_a_file_and_leaves_a_sound_log()
    {
        Damage.FlipABit(Path.Combine(_log.Path, "000000000.q"), offset: 64 + 64);
        var repaired = Tool.Run("log", "repair", _log.Path, "--yes", "--format", "json").Succeeds().Json;
        Assert.True(repaired.GetProperty("applied").GetBoolean());
        Assert.Equal((4, 1), (repaired.GetProperty("kept").GetInt64(), repaired.GetProperty("lost").GetInt64()));
        Assert.True(File.Exists(repaired.GetProperty("set_aside")[0].GetString()));
        Tool.Run("log", "verify", _log.Path).Succeeds();
        Assert.Equal(4, Tool.Run("log", "read", _log.Path, "--format", "json").Succeeds().Lines.Length);
    }
}
