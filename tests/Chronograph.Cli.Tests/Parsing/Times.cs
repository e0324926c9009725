namespace Chronograph.Cli.Tests;

public sealed class Times
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-02-28", "2026-02-28T00:00:00Z")]
    [InlineData("2026-02-28T23:15", "2026-02-28T23:15:00Z")]
    [InlineData("2026-02-28T23:15:30Z", "2026-02-28T23:15:30Z")]
    [InlineData("2026-02-28T23:15:30+02:00", "2026-02-28T21:15:30Z")]
    [InlineData("2026-02-28T23:15:30.1234567Z", "2026-02-28T23:15:30.1234567Z")]
    [InlineData("-15m", "2026-03-01T11:45:00Z")]
    [InlineData("-1d", "2026-02-28T12:00:00Z")]
    public void Are_iso_8601_or_so_long_ago(string text, string expected)
    {
        Assert.True(TimeValue.TryParse(text, Now, out var time));
        Assert.Equal(DateTimeOffset.Parse(expected), time);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("28.02.2026")]
    [InlineData("15m")]
    [InlineData("-15")]
    [InlineData("-2000000000w")]
    public void That_cannot_be_read_are_refused(string text) => Assert.False(TimeValue.TryParse(text, Now, out _));
}
