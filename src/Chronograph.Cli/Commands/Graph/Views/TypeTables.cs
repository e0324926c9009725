using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>Shows how many nodes and edges there are of each type.</summary>
internal static class TypeTables
{
    /// <summary>Adds the two tables, the most frequent types first.</summary>
    public static void Types(this TextPage page, GraphStatistics statistics)
    {
        page.Table(Table("node type", statistics.NodeTypes));
        page.Table(Table("edge type", statistics.EdgeTypes));
    }

    private static TextTable Table(string heading, IReadOnlyDictionary<string, long> counts)
    {
        var table = new TextTable(heading, "#count");
        foreach (var (type, count) in counts.OrderByDescending(entry => entry.Value))
            table.Row(type, Quantities.Count(count));
        return table;
    }
}
