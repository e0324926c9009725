using System.Text.Json;
using Chronograph.Selftest;

namespace Chronograph.Cli;

/// <summary>How the outcome of <c>log selftest</c> looks.</summary>
internal sealed record LogSelftestView(int Seed, KillCounts Kills, PowerLossCounts Losses, IReadOnlyList<SelftestFinding> Findings)
{
    private KilledProcesses Killed => new(
        Kills.Processes, [.. Enum.GetValues<WriterWork>().Select(work => (work.ToString(), Kills.WritersByWork[(int)work]))], Kills.Readers);

    public void Write(Utf8JsonWriter json)
    {
        json.WriteBoolean("ok", Findings.Count == 0);
        json.WriteNumber("seed", Seed);
        json.WriteStartObject("kills");
        Killed.Write(json);
        json.WriteNumber("messages_appended", Kills.Appended);
        json.WriteNumber("messages_read", Kills.Read);
        json.WriteNumber("kept_whole", Kills.KeptWhole);
        json.WriteNumber("messages_lost", Kills.Lost);
        json.WriteEndObject();
        json.WriteStartObject("power_losses");
        json.WriteNumber("points", Losses.Points);
        json.WriteNumber("points_with_every_image", Losses.CompletePoints);
        json.WriteNumber("images", Losses.Images);
        json.WriteNumber("images_with_torn_tail", Losses.Torn);
        json.WriteNumber("messages_compared", Losses.Messages);
        json.WriteNumber("images_with_wrong_bytes", Losses.WrongBytes);
        json.WriteNumber("images_broken", Losses.Broken);
        json.WriteEndObject();
        SelftestFindings.Write(json, Findings);
    }

    public void Lay(TextPage page)
    {
        Killed.Lay(page);
        page.Line($"  of {Quantities.Count(Kills.Appended, "message")} reported as appended, {Quantities.Count(Kills.Lost)} lost");
        page.Line($"Lost power at {Quantities.Count(Losses.Points, "point")}: {Quantities.Count(Losses.Images, "crash image")}.");
        page.Line($"  of {Quantities.Count(Losses.Messages, "message")} compared, wrong bytes in {Quantities.Count(Losses.WrongBytes, "image")}; promises broken in {Quantities.Count(Losses.Broken)}");
        SelftestFindings.Lay(page, Findings, Seed);
    }
}
