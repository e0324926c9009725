using Spectre.Console;

namespace Chronograph.Cli;

/// <summary>Progress for a terminal: one bar per activity, with rate and time left, gone when the work is done.</summary>
internal sealed class ProgressBar : ProgressDisplay
{
    public override T Run<T>(Func<IProgress<ProgressStep>, T> work)
    {
        var progress = SpectreConsole.Create(Console.Error, Terminal.ErrorColours).Progress().AutoClear(true);
        progress.RefreshRate = TimeSpan.FromMilliseconds(100);
        return progress
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RateColumn(),
                new TimeLeftColumn())
            .Start(context => work(new Bars(context)));
    }

    private sealed class Bars(ProgressContext context) : IProgress<ProgressStep>
    {
        private readonly Lock _gate = new();
        private (string Activity, ProgressTask Task)? _current;

        public void Report(ProgressStep step)
        {
            lock (_gate)
                Update(TaskOf(step), step);
        }

        private ProgressTask TaskOf(ProgressStep step)
        {
            if (_current is { } current && current.Activity == step.Activity)
                return current.Task;
            Finish(_current?.Task);
            var task = context.AddTask(Markup.Escape(step.Activity), maxValue: Math.Max(step.Total, 1));
            task.State.Update<CountedUnit>(CountedUnit.Key, _ => new CountedUnit(step.Unit));
            _current = (step.Activity, task);
            return task;
        }

        private static void Update(ProgressTask task, ProgressStep step)
        {
            task.IsIndeterminate = step.Total == 0;
            if (step.Total > 0)
                task.MaxValue = step.Total;
            task.Value = step.Done;
        }

        private static void Finish(ProgressTask? task)
        {
            if (task is null)
                return;
            task.Value = task.MaxValue;
            task.StopTask();
        }
    }
}
