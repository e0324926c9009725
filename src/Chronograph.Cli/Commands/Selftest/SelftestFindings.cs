using System.Text.Json;
using Chronograph.Selftest;

namespace Chronograph.Cli;

/// <summary>How what a self-test found wrong looks, and what it means for the exit code.</summary>
internal static class SelftestFindings
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<SelftestFinding> findings)
    {
        json.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("proof", finding.Proof);
            json.WriteString("what", finding.What);
            json.WriteString("evidence", finding.Evidence);
            json.WriteNumber("seed", finding.Seed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Lay(TextPage page, IReadOnlyList<SelftestFinding> findings, int seed)
    {
        page.Line(findings.Count == 0 ? "Everything is as promised." : $"NOT AS PROMISED. Repeat it with --seed {seed}; please report it with the files named here.");
        var table = new TextTable("proof", "what is wrong", "files");
        foreach (var finding in findings)
            table.Row(finding.Proof, finding.What, finding.Evidence);
        page.Table(table);
    }

    public static ExitCode ExitCodeFor(IReadOnlyList<SelftestFinding> findings, CancellationToken stop)
    {
        if (findings.Count > 0)
            return ExitCode.Damage;
        return stop.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Done;
    }
}
