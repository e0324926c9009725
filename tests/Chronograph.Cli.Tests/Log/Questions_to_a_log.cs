using Chronograph.Log;

namespace Chronograph.Cli.Tests;

public sealed class Questions_to_a_log(SampleLog log) : IClassFixture<SampleLog>
{
    [Theory]
    [InlineData("show")]
    [InlineData("read")]
    [InlineData("verify")]
    public void Change_nothing_and_need_no_lock(string verb)
    {
        using var writer = MessageLog.Open(log.Path);
        var before = DirectoryState.Of(log.Parent);
        Tool.Run("log", verb, log.Path).Succeeds();
        Assert.Equal(before, DirectoryState.Of(log.Parent));
    }

    [Theory]
    [InlineData("show")]
    [InlineData("read")]
    [InlineData("verify")]
    public void Where_there_is_none_fail_and_create_nothing(string verb)
    {
        var nothing = Path.Combine(log.Parent, "nothing");
        Tool.Run("log", verb, nothing).Fails(2, $"{nothing} holds no message log");
        Assert.False(Directory.Exists(nothing));
    }
}
