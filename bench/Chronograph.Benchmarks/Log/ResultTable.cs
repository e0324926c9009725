using System.Globalization;

namespace Chronograph.Benchmarks;

/// <summary>Prints figures beside their floors, as a table in Markdown.</summary>
internal sealed class ResultTable
{
    public static void Heading(string title, params string[] columns)
    {
        Console.WriteLine();
        Console.WriteLine($"### {title}");
        Console.WriteLine();
        Row(columns);
        Row(Array.ConvertAll(columns, _ => "---"));
    }

    public static void Row(params string[] cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");

    public static string Number(double value, string format = "0.0") => value.ToString(format, CultureInfo.InvariantCulture);

    public static string Count(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
