using System.Text.Json;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>What a verification found to be wrong, in the form that all verifications share.</summary>
internal static class DamageTable
{
    /// <summary>Writes <c>"damage":[{"file","offset","reason"}]</c>, with the versions that need the file where there are any.</summary>
    public static void WriteDamage(this Utf8JsonWriter json, IEnumerable<FoundDamage> damage, string name = "damage")
    {
        json.WriteStartArray(name);
        foreach (var found in damage)
            Write(json, found);
        json.WriteEndArray();
    }

    /// <summary>Adds the table; adds nothing when nothing is wrong.</summary>
    public static void Damage(this TextPage page, IEnumerable<FoundDamage> damage)
    {
        var all = damage.ToList();
        var hasVersions = all.Exists(found => found.Versions is not null); // those of a graph have, those of a log have not
        var table = hasVersions ? new TextTable("file", "#offset", "what is wrong", "versions") : new TextTable("file", "#offset", "what is wrong");
        foreach (var found in all)
            table.Row([found.File, found.Offset.ToString(), found.Reason, .. hasVersions ? [Versions(found)] : Array.Empty<string>()]);
        page.Table(table);
    }

    private static void Write(Utf8JsonWriter json, FoundDamage found)
    {
        json.WriteStartObject();
        json.WriteString("file", found.File);
        json.WriteNumber("offset", found.Offset);
        json.WriteString("reason", found.Reason);
        if (found.Versions is var (first, last))
        {
            json.WriteNumber("first_version", first.Number);
            json.WriteNumber("last_version", last.Number);
        }
        json.WriteEndObject();
    }

    private static string Versions(FoundDamage found) => found.Versions switch
    {
        null => "",
        var (_, last) when last == GraphVersion.None => "none",
        var (first, last) when first == last => first.ToString(),
        var (first, last) => $"{first} to {last}",
    };
}
