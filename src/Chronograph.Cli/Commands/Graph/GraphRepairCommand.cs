using System.CommandLine;
using System.Text.Json;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary><c>graph repair STORE --yes</c>: goes on from the newest whole version when the latest cannot be opened.</summary>
internal sealed class GraphRepairCommand : VerbCommand
{
    private readonly Argument<string> _store = GraphArguments.Store();
    private readonly Option<bool> _yes = new("--yes") { Description = "Do it; without it, only say what would be done" };

    public GraphRepairCommand()
        : base("repair", "Goes on from the newest whole version when the latest cannot be opened") => Accept(_store, _yes);

    protected override ExitCode Run(Invocation call)
    {
        var path = call.Get(_store);
        Stores.MustExist(path);
        var repair = GraphStore.Repair(path, apply: call.Get(_yes));
        call.Output.Show(json => Write(json, repair), page => Lay(page, repair));
        if (repair.Applied || repair.Damage is null)
            return ExitCode.Done;
        Talk.Note($"Nothing was changed. To repair: chronograph graph repair {Shell.Quote(path)} --yes");
        return ExitCode.Usage;
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
    }

    private static void Lay(TextPage page, StoreRepair repair)
    {
        page.Line(repair switch
        {
            { Damage: null } => $"Nothing to repair: the latest version, {repair.Latest}, can be opened.",
            { Applied: true } => $"Repaired: version {repair.Latest} is the latest.",
            _ => $"A repair would go on from version {repair.Latest}, the newest that is whole.",
        });
        if (repair.Damage is { } damage)
            page.Line($"{damage.File}: {damage.Reason}");
        foreach (var file in repair.SetAside)
            page.Line($"{(repair.Applied ? "set aside in" : "to be set aside in")} quarantine/: {file}");
    }
}
