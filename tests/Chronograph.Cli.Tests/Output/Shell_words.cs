namespace Chronograph.Cli.Tests;

public sealed class Shell_words
{
    [Theory]
    [InlineData(".chronograph/graph", ".chronograph/graph")]
    [InlineData("", "''")]
    [InlineData("my graph", "'my graph'")]
    [InlineData("a.cs->METHOD->Run(int)[in:B]", "'a.cs->METHOD->Run(int)[in:B]'")]
    public void Are_quoted_only_when_the_shell_would_take_them_apart(string word, string expected) =>
        Assert.Equal(expected, Shell.Quote(word));

    [Fact]
    public void Keep_the_quotes_that_are_in_them() =>
        Assert.Equal(OperatingSystem.IsWindows() ? "'it''s'" : @"'it'\''s'", Shell.Quote("it's"));
}
