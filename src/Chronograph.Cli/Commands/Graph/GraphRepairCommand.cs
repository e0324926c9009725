using System.Text.Json;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary><c>graph repair STORE --yes</c>: goes on from the newest whole version when the latest cannot be opened, and makes a damaged history anew.</summary>
internal sealed class GraphRepairCommand()
    : RepairCommand("graph", GraphArguments.Store(), "Goes on from the newest whole version when the latest cannot be opened; makes a damaged history anew")
{
    protected override bool Repair(string path, bool apply, CommandOutput output)
    {
        Stores.MustExist(path);
        var repair = GraphStore.Repair(path, apply);
        output.Show(json => Write(json, repair), page => Lay(page, repair));
        return !repair.Applied && repair.IsNeeded;
    }

    private static void Write(Utf8JsonWriter json, StoreRepair repair)
    {
        json.WriteBoolean("applied", repair.Applied);
        json.WriteNumber("version", repair.Latest.Number);
        json.WriteString("damaged", repair.Damage?.File);
        json.WriteString("reason", repair.Damage?.Reason);
        json.WriteStartArray("set_aside");
        foreach (var file in repair.SetAside)
            json.WriteStringValue(file);
        json.WriteEndArray();
        json.WriteRebuildable(repair.Rebuilt);
    }

    private static void Lay(TextPage page, StoreRepair repair)
    {
        page.Line(repair switch
        {
            { IsNeeded: false } => $"Nothing to repair: the latest version, {repair.Latest}, can be opened.",
            { Damage: null } => $"The latest version, {repair.Latest}, can be opened.",
            { Applied: true } => $"Repaired: version {repair.Latest} is the latest.",
            _ => $"A repair would go on from version {repair.Latest}, the newest that is whole.",
        });
        if (repair.Damage is { } damage)
            page.Line($"{damage.File}: {damage.Reason}");
        foreach (var file in repair.SetAside)
            page.Line($"{(repair.Applied ? "set aside in" : "to be set aside in")} quarantine/: {file}");
        page.Rebuildable(repair.Rebuilt, repair.Applied ? "made anew from the manifests, with what belongs to it" : "to be made anew from the manifests");
    }
}
