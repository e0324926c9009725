using System.Globalization;
using System.Text.Json;
using Chronograph.Selftest;

namespace Chronograph.Benchmarks;

/// <summary>Says what was measured: a table, JSON, and a picture.</summary>
internal sealed class VersionsReport(VersionsRun run)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private IEnumerable<(string What, string Unit, Func<MarkFigures, double> Of)> Figures =>
    [
        ("strict commit of 100 records, p50", "ms", mark => Median.Of(mark.StrictCommit)),
        ("strict commit of 100 records, p90", "ms", mark => P90(mark.StrictCommit)),
        ("strict commit in flushes of a new file", "×", mark => Median.Of(mark.StrictCommit) / Median.Of(run.Flush)),
        ("open the latest version, a node read", "ms", mark => Median.Of(mark.OpenLatest)),
        ("a page of 100 versions", "ms", mark => Median.Of(mark.Page)),
        ("find a tag of the newest", "ms", mark => Median.Of(mark.FindNew)),
        ("find a tag of an old version", "ms", mark => Median.Of(mark.FindOld)),
        ("find a tag that is absent", "ms", mark => Median.Of(mark.FindAbsent)),
        ("bytes written per commit, mean", "bytes", mark => mark.Built.BytesPerCommit),
        ("bytes written by the commit in the middle", "bytes", mark => mark.Built.TypicalBytesPerCommit),
        ("bytes merged in the background per commit", "bytes", mark => mark.Built.MergedBytesPerCommit),
        ("relaxed commit, p50", "ms", mark => mark.Built.RelaxedMs),
        ("most live segments", "", mark => mark.Built.MostSegments),
        ("versions", "", mark => mark.Built.Versions),
    ];

    /// <summary>Prints the table, and writes the files where they are wanted.</summary>
    /// <param name="output">The path of the files without their extension.</param>
    public void Write(string? output)
    {
        Console.WriteLine(Machine.Describe());
        ResultTable.Heading("Versions", ["", .. run.Marks.Select(mark => $"{ResultTable.Count(mark.Built.Commits)} commits"), "last / first"]);
        foreach (var (what, unit, of) in Figures)
        {
            var values = run.Marks.ConvertAll(mark => of(mark));
            ResultTable.Row([$"{what}{(unit.Length > 0 ? ", " + unit : "")}", .. values.Select(Format), Format(values[^1] / values[0])]);
        }

        Console.WriteLine();
        Console.WriteLine($"one flush of a new small file: p50 {Format(Median.Of(run.Flush))} ms, p90 {Format(P90(run.Flush))} ms; three and 0.5 ms: {Format(Limit)} ms");
        Console.WriteLine($"the file operations of a commit alone: p50 {Format(Median.Of(run.FilesOfACommit))} ms, {Format(Median.Of(run.FilesOfACommit) / Median.Of(run.Flush))} flushes");
        Console.WriteLine($"rollback in the longest store: p50 {Format(Median.Of(run.Rollback))} ms, {Format(Median.Of(run.Rollback) / Median.Of(run.Marks[^1].StrictCommit))} of a commit");
        if (output is null)
            return;
        File.WriteAllText(output + ".json", Json());
        File.WriteAllText(output + ".svg", Picture());
    }

    private double Limit => (3 * Median.Of(run.Flush)) + 0.5;

    private static double P90(List<double> values) => values.Order().ElementAt(values.Count * 9 / 10);

    private static string Format(double value) => value.ToString(value >= 100 ? "N0" : "0.00", CultureInfo.InvariantCulture);

    private string Json() => JsonSerializer.Serialize(
        new
        {
            Machine = Machine.Describe(),
            FlushMs = Median.Of(run.Flush),
            FilesOfACommitMs = Median.Of(run.FilesOfACommit),
            RollbackMs = Median.Of(run.Rollback),
            Marks = run.Marks.Select(mark => Figures.ToDictionary(figure => figure.What, figure => figure.Of(mark))),
        },
        Indented) + "\n";

    private string Picture()
    {
        var curves = new LogCurves("After so many commits", "milliseconds, median", run.Marks.ConvertAll(mark => (double)mark.Built.Commits));
        curves.Add("strict commit of 100 records", "#1f4e9c", run.Marks.ConvertAll(mark => Median.Of(mark.StrictCommit)));
        curves.Add("3 flushes of a new file + 0.5 ms", "#999999", run.Marks.ConvertAll(_ => Limit));
        curves.Add("the file operations of a commit alone", "#7f9fc6", run.Marks.ConvertAll(_ => Median.Of(run.FilesOfACommit)));
        curves.Add("a page of 100 versions", "#b3541e", run.Marks.ConvertAll(mark => Median.Of(mark.Page)));
        curves.Add("find an absent tag", "#7a3b8f", run.Marks.ConvertAll(mark => Median.Of(mark.FindAbsent)));
        curves.Add("find an old tag", "#c48fd6", run.Marks.ConvertAll(mark => Median.Of(mark.FindOld)));
        curves.Add("open the latest version", "#2e7d32", run.Marks.ConvertAll(mark => Median.Of(mark.OpenLatest)));
        return curves.ToSvg();
    }
}
