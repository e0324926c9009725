using Spectre.Console;
using Spectre.Console.Rendering;

namespace Chronograph.Cli;

/// <summary>The share that is done, in percent; nothing while it is not known how much there is.</summary>
internal sealed class ShareColumn : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        task.IsIndeterminate ? Text.Empty : new Text($"{(int)task.Percentage,3}%");
}
