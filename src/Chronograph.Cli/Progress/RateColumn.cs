using Spectre.Console;
using Spectre.Console.Rendering;

namespace Chronograph.Cli;

/// <summary>How much there is, how much is done, and how much of it in a second.</summary>
internal sealed class RateColumn : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        var unit = task.State.Get<CountedUnit>(CountedUnit.Key).Plural;
        var rate = task.Speed is { } speed ? $", {Quantities.Count((long)speed)}/s" : "";
        var total = task.IsIndeterminate ? "" : $" of {Quantities.Count((long)task.MaxValue)}";
        return new Text($"{Quantities.Count((long)task.Value)}{total} {unit}{rate}");
    }
}
