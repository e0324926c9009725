namespace Chronograph.Cli.Tests;

public sealed class Durations
{
    [Theory]
    [InlineData("250ms", "00:00:00.250")]
    [InlineData("30s", "00:00:30")]
    [InlineData("15m", "00:15:00")]
    [InlineData("12h", "12:00:00")]
    [InlineData("7d", "7.00:00:00")]
    [InlineData("2w", "14.00:00:00")]
    public void Are_a_number_and_a_unit(string text, string expected)
    {
        Assert.True(DurationValue.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.Parse(expected), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("d")]
    [InlineData("-7d")]
    [InlineData("7 d")]
    [InlineData("7y")]
    [InlineData("7mss")]
    [InlineData("ms")]
    [InlineData("99999999999d")]
    public void That_cannot_be_read_are_refused(string text) => Assert.False(DurationValue.TryParse(text, out _));

    [Fact]
    public void As_long_as_a_number_can_say_are_still_durations() =>
        Assert.True(DurationValue.TryParse("2147483647s", out _));
}
