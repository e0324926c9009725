using Spectre.Console;
using Spectre.Console.Rendering;

namespace Chronograph.Cli;

/// <summary>How much there is, how much is done, and how much of it in a second.</summary>
internal sealed class RateColumn : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        var unit = task.State.Get<CountedUnit>(CountedUnit.Key);
        return new Text(Describe(task, unit));
    }

    private static string Describe(ProgressTask task, CountedUnit unit) => unit.HasTotal
        ? ProgressStep.Describe(task.Value, task.MaxValue, unit.Plural, task.IsFinished ? null : task.Speed)
        : unit.Plural;
}
