namespace Chronograph.Cli.Tests;

public sealed class Sizes
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("4096", 4096)]
    [InlineData("4096B", 4096)]
    [InlineData("64KB", 64_000)]
    [InlineData("64KiB", 65_536)]
    [InlineData("64 kib", 65_536)]
    [InlineData("1.5MiB", 1_572_864)]
    [InlineData("1GiB", 1_073_741_824)]
    [InlineData("2TB", 2_000_000_000_000)]
    public void Are_numbers_with_a_decimal_or_binary_unit(string text, long bytes)
    {
        Assert.True(SizeValue.TryParse(text, out var parsed));
        Assert.Equal(bytes, parsed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("KB")]
    [InlineData("-1KB")]
    [InlineData("12 parsecs")]
    [InlineData("1,5MB")]
    [InlineData("9999999999TiB")]
    public void That_cannot_be_read_are_refused(string text) => Assert.False(SizeValue.TryParse(text, out _));
}
