using System.Text;

namespace Chronograph.Cli.Tests;

public sealed class Lists
{
    private static readonly ItemView<(string Name, int Count)> View = new(
        [
            new("name", item => item.Name),
            new("count", item => item.Count.ToString(), RightAligned: true),
            new("note", item => $"{item.Name} has {item.Count}"),
        ],
        (json, item) => json.WriteNumber(item.Name, item.Count));

    [Fact]
    public void As_text_have_a_heading_and_aligned_columns() => Assert.Equal(
        """
        name    count  note
        a           1  a has 1
        longer  12345  longer has 12345

        """,
        Print(stream => new TextList<(string, int)>(stream, View, live: false), ("a", 1), ("longer", 12345)));

    [Fact]
    public void Without_items_are_empty_even_without_a_heading() =>
        Assert.Empty(Print(stream => new TextList<(string, int)>(stream, View, live: false)));

    [Fact]
    public void Longer_than_what_decides_the_widths_go_on_in_the_same_columns()
    {
        var items = Enumerable.Range(0, 1000).Select(number => ("n", number)).ToArray();
        var lines = Print(stream => new TextList<(string, int)>(stream, View, live: false), items).Split('\n');
        Assert.Equal("n       999  n has 999", lines[1000]);
    }

    [Fact]
    public void As_json_are_one_object_per_line_and_keep_every_letter() => Assert.Equal(
        "{\"a->b<c>ü\":1}\n{\"b\":2}\n",
        Print(stream => new JsonList<(string, int)>(stream, View, live: false), ("a->b<c>ü", 1), ("b", 2)));

    private static string Print(Func<Stream, ListWriter<(string, int)>> begin, params (string, int)[] items)
    {
        using var stream = new MemoryStream();
        using (var list = begin(stream))
        {
            foreach (var item in items)
                list.Write(item);
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
