namespace Chronograph.Cli.Tests;

public sealed class Tags
{
    [Theory]
    [InlineData("commit=0a589e5", "commit", "0a589e5")]
    [InlineData("note=", "note", "")]
    [InlineData("query=a=b", "query", "a=b")]
    public void Are_a_key_and_a_value(string text, string key, string value)
    {
        Assert.True(TagValue.TryParse(text, out var tag));
        Assert.Equal(new KeyValuePair<string, string>(key, value), tag);
    }

    [Theory]
    [InlineData("")]
    [InlineData("key")]
    [InlineData("=value")]
    public void Without_a_key_are_refused(string text) => Assert.False(TagValue.TryParse(text, out _));
}
