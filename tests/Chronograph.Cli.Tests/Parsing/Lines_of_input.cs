using System.Text;

namespace Chronograph.Cli.Tests;

public sealed class Lines_of_input
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("one\ntwo\n", new[] { "one", "two" })]
    [InlineData("one\r\ntwo", new[] { "one", "two" })]
    [InlineData("\n\nthree", new[] { "", "", "three" })]
    public void Are_separated_by_line_ends_which_do_not_belong_to_them(string text, string[] expected) =>
        Assert.Equal(expected, Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void May_be_longer_than_any_buffer()
    {
        var longLine = new string('x', 1_000_000);
        Assert.Equal(["a", longLine, "b"], Read(Encoding.UTF8.GetBytes($"a\n{longLine}\nb\n")));
    }

    [Fact]
    public void Are_bytes_that_need_not_be_text()
    {
        var reader = new LineReader(new MemoryStream([0xFF, 0x00, (byte)'\n']));
        Assert.True(reader.TryRead(TestContext.Current.CancellationToken, out var line));
        Assert.Equal([0xFF, 0x00], line.ToArray());
    }

    [Fact]
    public void That_never_come_can_be_given_up()
    {
        using var silence = new System.IO.Pipes.AnonymousPipeServerStream(System.IO.Pipes.PipeDirection.In);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        Assert.False(new LineReader(silence).TryRead(stop.Token, out _));
    }

    private static List<string> Read(byte[] bytes)
    {
        var reader = new LineReader(new MemoryStream(bytes));
        var lines = new List<string>();
        while (reader.TryRead(TestContext.Current.CancellationToken, out var line))
            lines.Add(Encoding.UTF8.GetString(line));
        return lines;
    }
}
