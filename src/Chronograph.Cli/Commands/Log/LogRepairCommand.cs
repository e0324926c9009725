using System.Text.Json;
using Chronograph.Log;

namespace Chronograph.Cli;

/// <summary><c>log repair LOG --yes</c>: sets damage aside and makes the rest a log again.</summary>
internal sealed class LogRepairCommand()
    : RepairCommand("log", LogArguments.Log(), "Sets damage aside and keeps what is sound")
{
    protected override bool Repair(string path, bool apply, CommandOutput output)
    {
        Logs.MustExist(path);
        var repair = MessageLog.Repair(path, apply);
        output.Show(json => Write(json, repair), page => Lay(page, repair));
        return !repair.Applied && repair.Actions.Count > 0;
    }

    private static void Write(Utf8JsonWriter json, LogRepair repair)
    {
        json.WriteBoolean("applied", repair.Applied);
        json.WriteNumber("kept", repair.KeptMessages);
        json.WriteNumber("lost", repair.LostMessages);
        json.WriteNumber("next_seq", repair.NextSequence);
        json.WriteStartArray("actions");
        foreach (var action in repair.Actions)
            Write(json, action);
        json.WriteEndArray();
        json.WriteStartArray("set_aside");
        foreach (var file in repair.SetAside)
            json.WriteStringValue(file);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, LogRepairAction action)
    {
        json.WriteStartObject();
        json.WriteString("file", action.File);
        json.WriteNumber("offset", action.Offset);
        json.WriteNumber("length", action.Length);
        json.WriteString("action", action.Description);
        json.WriteString("set_aside", action.SetAside);
        json.WriteEndObject();
    }

    private static void Lay(TextPage page, LogRepair repair)
    {
        var kept = Quantities.Count(repair.KeptMessages, "message");
        var lost = Quantities.Count(repair.LostMessages, "message");
        page.Line(repair switch
        {
            { Actions.Count: 0 } => $"Nothing to repair: {kept}, all sound.",
            { Applied: true } => $"Repaired: {kept} kept, {lost} lost. The next message gets number {repair.NextSequence}.",
            _ => $"A repair would keep {kept} and record {lost} as lost:",
        });
        var table = new TextTable("file", "#offset", "#bytes", "what is done", "kept in");
        foreach (var action in repair.Actions)
            table.Row(action.File, action.Offset.ToString(), action.Length.ToString(), action.Description, action.SetAside);
        page.Table(table);
    }
}
