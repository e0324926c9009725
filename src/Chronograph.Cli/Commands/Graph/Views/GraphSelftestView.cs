using System.Text.Json;
using Chronograph.Selftest;

namespace Chronograph.Cli;

/// <summary>How the outcome of <c>graph selftest</c> looks.</summary>
internal sealed record GraphSelftestView(int Seed, GraphKillCounts Kills, GraphPowerLossCounts Losses, IReadOnlyList<SelftestFinding> Findings)
{
    private KilledProcesses Killed => new(Kills.Processes, [.. Kills.WritersByWork.Select(work => (work.Key, work.Value))], Kills.Readers);

    public void Write(Utf8JsonWriter json)
    {
        json.WriteBoolean("ok", Findings.Count == 0);
        json.WriteNumber("seed", Seed);
        json.WriteStartObject("kills");
        Killed.Write(json);
        json.WriteNumber("versions_committed", Kills.Commits);
        json.WriteNumber("versions_merged", Kills.Merges);
        json.WriteNumber("kept_whole", Kills.KeptWhole);
        json.WriteNumber("versions_read", Kills.Reads);
        json.WriteNumber("broken", Kills.Broken);
        json.WriteEndObject();
        json.WriteStartObject("power_losses");
        json.WriteNumber("operations", Losses.Operations);
        json.WriteNumber("points", Losses.Points);
        json.WriteNumber("points_with_every_image", Losses.CompletePoints);
        json.WriteNumber("images", Losses.Images);
        json.WriteNumber("images_broken", Losses.Broken);
        json.WriteEndObject();
        SelftestFindings.Write(json, Findings);
    }

    public void Lay(TextPage page)
    {
        Killed.Lay(page);
        page.Line($"  {Quantities.Count(Kills.Commits, "version")} committed, {Quantities.Count(Kills.Merges)} merged, {Quantities.Count(Kills.Reads, "version")} read in other processes; promises broken: {Quantities.Count(Kills.Broken)}");
        page.Line($"Lost power at {Quantities.Count(Losses.Points, "point")}: {Quantities.Count(Losses.Images, "crash image")}.");
        page.Line($"  promises broken in {Quantities.Count(Losses.Broken)}");
        SelftestFindings.Lay(page, Findings, Seed);
    }
}
