namespace Chronograph.Cli.Tests;

public sealed class Printable_text
{
    [Theory]
    [InlineData("plain ü 漢", "plain ü 漢")]
    [InlineData("two\nlines\tand a tab", @"two\nlines\tand a tab")]
    [InlineData("\e[2J", @"\u001b[2J")]
    [InlineData("\u009b2J", @"\u009b2J")]
    public void Cannot_steer_the_terminal(string text, string shown) => Assert.Equal(shown, Printable.OneLine(text));
}
