using System.Text;

namespace Chronograph.Cli.Tests;

public sealed class Csv
{
    [Theory]
    [InlineData("a,b\n1,2\n", new[] { "a|b", "1|2" })]
    [InlineData("a,b\r\n1,2", new[] { "a|b", "1|2" })]
    [InlineData("\"a,b\",\"c\"\"d\"\n", new[] { "a,b|c\"d" })]
    [InlineData("\"two\nlines\",\n", new[] { "two\nlines|" })]
    [InlineData(",\n\n,\n", new[] { "|", "|" })]
    [InlineData("it's \"fine\",x\n", new[] { "it's \"fine\"|x" })]
    [InlineData("", new string[0])]
    public void Is_read_as_rfc_4180_says(string text, string[] rows)
    {
        var reader = Reader(text);
        var read = new List<string>();
        while (reader.ReadRow())
            read.Add(string.Join('|', Row(reader)));
        Assert.Equal(rows, read);
    }

    [Theory]
    [InlineData("a\n\"b", 2, "a quoted value has no end")]
    [InlineData("\"a\nb\"\n\"c\"d", 3, "text follows a closing quote")]
    public void With_quotes_that_make_no_sense_is_refused(string text, long line, string reason)
    {
        var reader = Reader(text);
        var error = Assert.Throws<RowException>(() =>
        {
            while (reader.ReadRow())
            {
            }
        });
        Assert.Equal((line, reason), (error.Line, error.Message));
    }

    [Fact]
    public void Is_read_back_as_it_was_written()
    {
        string[] values = ["plain", "", "a,b", "say \"hi\"", "two\nlines", "\r", " spaces ", "ü漢"];
        var text = new StringWriter();
        new CsvWriter(text).WriteRow(values);
        var reader = Reader(text.ToString());
        Assert.True(reader.ReadRow());
        Assert.Equal(values, Row(reader));
    }

    private static CsvReader Reader(string text) => new(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static IEnumerable<string> Row(CsvReader reader) =>
        Enumerable.Range(0, reader.Count).Select(field => Encoding.UTF8.GetString(reader[field]));
}
