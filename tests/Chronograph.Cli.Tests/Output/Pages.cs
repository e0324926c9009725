using System.Text;

namespace Chronograph.Cli.Tests;

public sealed class Pages
{
    [Fact]
    public void Without_a_terminal_are_plain_and_aligned() => Assert.Equal(
        """
        version  5
        nodes    1,234

        type    count
        METHOD    900
        CLASS      30

        """,
        Print(stream => new PlainPage(stream)));

    [Fact]
    public void On_a_terminal_have_lines_around_their_tables() =>
        Assert.Contains("│ METHOD │   900 │", Print(stream => new TerminalPage(stream)));

    private static string Print(Func<Stream, TextPage> create)
    {
        using var stream = new MemoryStream();
        using (var page = create(stream))
        {
            page.Facts(("version", "5"), ("nodes", "1,234"));
            page.Table(new TextTable("type", "#count").Row("METHOD", "900").Row("CLASS", "30"));
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
