using System.Text.Json;
using Chronograph.Selftest;

namespace Chronograph.Cli;

/// <summary>How the outcome of <c>log selftest --fuzz</c> looks.</summary>
internal sealed record LogFuzzView(int Seed, FuzzCounts Counts, IReadOnlyList<SelftestFinding> Findings)
{
    public void Write(Utf8JsonWriter json)
    {
        json.WriteBoolean("ok", Findings.Count == 0);
        json.WriteNumber("seed", Seed);
        json.WriteStartObject("fuzz");
        json.WriteNumber("executions", Counts.Executions);
        json.WriteNumber("failures", Counts.Failures);
        json.WriteEndObject();
        SelftestFindings.Write(json, Findings);
    }

    public void Lay(TextPage page)
    {
        page.Line($"Spoiled {Quantities.Count(Counts.Executions, "log")}, then verified, read, appended to and repaired each.");
        page.Line($"  crashes, wrong answers, endless calls: {Quantities.Count(Counts.Failures)}");
        SelftestFindings.Lay(page, Findings, Seed);
    }
}
