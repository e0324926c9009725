using System.Text.Json;

namespace Chronograph.Cli;

/// <summary>How what a self-test killed looks.</summary>
/// <param name="Processes">Processes with writers.</param>
/// <param name="Work">What writers were doing, and how many were killed in it.</param>
/// <param name="Readers">Readers.</param>
internal sealed record KilledProcesses(long Processes, IReadOnlyList<(string Name, long Writers)> Work, long Readers)
{
    private long Writers => Work.Sum(work => work.Writers);

    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("processes", Processes);
        json.WriteNumber("writers", Writers);
        json.WriteStartObject("writers_by_work");
        foreach (var (name, writers) in Work)
            json.WriteNumber(JsonNamingPolicy.SnakeCaseLower.ConvertName(name), writers);
        json.WriteEndObject();
        json.WriteNumber("readers", Readers);
    }

    public void Lay(TextPage page)
    {
        page.Line($"Killed {Quantities.Count(Writers, "writer")} in {Quantities.Count(Processes)} processes, and {Quantities.Count(Readers, "reader")}.");
        page.Line($"  while: {string.Join(", ", Work.Select(work => $"{JsonNamingPolicy.SnakeCaseLower.ConvertName(work.Name)} {Quantities.Count(work.Writers)}"))}");
    }
}
