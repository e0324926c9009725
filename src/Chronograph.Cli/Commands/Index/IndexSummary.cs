using System.Text.Json;
using Chronograph.Code;

namespace Chronograph.Cli;

/// <summary>What an index run did.</summary>
/// <param name="path">The folder, as the user typed it.</param>
/// <param name="ofHistory">Whether commits were indexed, and not the files as they are.</param>
/// <param name="result">What the indexer says.</param>
internal sealed class IndexSummary(string path, bool ofHistory, CodeIndexResult result)
{
    /// <summary>Prints it.</summary>
    public void Show(CommandOutput output)
    {
        output.Show(Write, Lay);
        output.Flush();
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("versions", result.Versions);
        json.WriteNumber("nodes", result.Statistics.Nodes);
        json.WriteNumber("edges", result.Statistics.Edges);
        json.WriteNumber("files", result.Files);
        json.WriteNumber("messages", result.Messages);
        json.WriteNumber("seconds", Math.Round(result.Elapsed.TotalSeconds, 3));
    }

    private void Lay(TextPage page)
    {
        if (result.IsUnchanged)
        {
            page.Line(Unchanged());
            return;
        }
        page.Line(
            $"Indexed {path} in {Quantities.Duration(result.Elapsed)}: {Quantities.Count(result.Versions, "new version")}, "
            + $"the latest is {result.FinalVersion}.");
        page.Line(
            $"It holds {Quantities.Count(result.Files, "file")}, {Quantities.Count(result.Statistics.Nodes, "node")} and "
            + $"{Quantities.Count(result.Statistics.Edges, "edge")}.");
        page.Types(result.Statistics);
        if (result.OlderCommits > 0)
            page.Line(Older());
    }

    private string Unchanged() => (ofHistory, result.OlderCommits) switch
    {
        (false, _) => $"Nothing has changed: version {result.FinalVersion} holds {path} as it is.",
        (true, 0) => $"No new commits: every one asked for has its version already. The latest version is {result.FinalVersion}.",
        _ => $"No new commits: the latest version is {result.FinalVersion}. {Older()}",
    };

    private string Older() =>
        $"{Quantities.Count(result.OlderCommits, "older commit")} {(result.OlderCommits == 1 ? "has" : "have")} no version: "
        + $"versions are only added at the end. Index them into a new store with --store DIR, or delete {result.StoreDirectory} and run again.";
}
