using System.Text.Json;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>How damage looks that takes nothing away: of what is made anew from the manifests.</summary>
internal static class RebuildableView
{
    public static void WriteRebuildable(this Utf8JsonWriter json, IReadOnlyList<StoreDamage> damage) =>
        json.WriteDamage(damage.Select(found => new FoundDamage(found.File, found.Offset, found.Reason)), "rebuildable");

    /// <param name="fate">What becomes of it.</param>
    public static void Rebuildable(this TextPage page, IReadOnlyList<StoreDamage> damage, string fate)
    {
        foreach (var found in damage)
            page.Line($"{found.File} at {found.Offset}: {found.Reason}; {fate}");
    }
}
