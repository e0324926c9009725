using Spectre.Console;
using Spectre.Console.Rendering;

namespace Chronograph.Cli;

/// <summary>How long the rest takes at the present rate.</summary>
internal sealed class TimeLeftColumn : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        if (task.IsFinished || task.IsIndeterminate || task.RemainingTime is not { } left)
            return Text.Empty;
        return new Text($"{Quantities.Duration(left)} left", new Style(Color.Grey));
    }
}
