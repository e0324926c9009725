using System.Text;
using Chronograph.Testing;

namespace Chronograph.Cli.Tests;

/// <summary>The reader of CSV gives the same rows however the bytes of the file arrive.</summary>
public sealed class Csv_rows
{
    [Fact]
    public void Rows_are_the_same_whatever_pieces_the_file_is_read_in()
    {
        var random = Randomness.Create(out var seed);
        string[] values = ["", "a", "ä\U0001F30D", "a,b", "say \"hi\"", "\"", "two\nlines", "two\r\nlines", ",", "\r", new string('x', 300_000)];
        for (var round = 0; round < 30; round++)
        {
            var rows = Enumerable.Range(0, random.Next(1, 40)).Select(_ => Enumerable.Range(0, 3).Select(_ => values[random.Next(values.Length - (random.Next(40) == 0 ? 0 : 1))]).ToArray()).ToList();
            var text = string.Concat(rows.Select(row => string.Join(',', row.Select(value => Quoted(value, random))) + (random.Next(2) == 0 ? "\n" : "\r\n")));
            Assert.True(rows.SelectMany(row => row).SequenceEqual(Read(text, random).SelectMany(row => row)), $"Replay with CHRONOGRAPH_SEED={seed}.");
        }
    }

    [Fact]
    public void The_line_of_a_row_counts_the_lines_within_values_before_it()
    {
        var reader = new CsvReader(new MemoryStream("\uFEFFa,b\r\n\"1\n2\",x\n\n\nlast,\"y\""u8.ToArray()));
        var lines = new List<(long, string)>();
        while (reader.ReadRow())
            lines.Add((reader.Line, Encoding.UTF8.GetString(reader[0])));
        Assert.Equal([(1, "a"), (2, "1\n2"), (6, "last")], lines);
    }

    private static string Quoted(string value, Random random) =>
        value.Length == 0 || value.AsSpan().ContainsAny(",\"\r\n") || random.Next(3) == 0 ? $"\"{value.Replace("\"", "\"\"")}\"" : value;

    private static List<string[]> Read(string text, Random random)
    {
        var reader = new CsvReader(new PieceStream(Encoding.UTF8.GetBytes(text), random));
        var rows = new List<string[]>();
        while (reader.ReadRow())
            rows.Add([.. Enumerable.Range(0, reader.Count).Select(field => Encoding.UTF8.GetString(reader[field]))]);
        return rows;
    }

    /// <summary>A stream of which each read gives but a few bytes.</summary>
    private sealed class PieceStream(byte[] bytes, Random random) : MemoryStream(bytes)
    {
        private readonly int _most = random.Next(3) == 0 ? 3 : 50_000;

        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, Math.Min(count, random.Next(1, _most)));
    }
}
