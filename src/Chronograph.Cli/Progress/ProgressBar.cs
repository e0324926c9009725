using Spectre.Console;

namespace Chronograph.Cli;

/// <summary>Progress for a terminal: one bar per activity, with rate and time left, gone when the work is done.</summary>
internal sealed class ProgressBar : ProgressDisplay
{
    public override T Run<T>(Func<IProgress<ProgressStep>, T> work)
    {
        var progress = SpectreConsole.Create(Console.Error, Terminal.ErrorColours).Progress().AutoClear(true).HideCompleted(true);
        progress.RefreshRate = TimeSpan.FromMilliseconds(100);
        return progress
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new ShareColumn(),
                new RateColumn(),
                new TimeLeftColumn())
            .Start(context => work(new Bars(context)));
    }

    private sealed class Bars(ProgressContext context) : IProgress<ProgressStep>
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<string, ProgressTask> _tasks = [];
        private ProgressTask? _current;

        public void Report(ProgressStep step)
        {
            lock (_gate)
                Update(TaskOf(step), step);
        }

        private ProgressTask TaskOf(ProgressStep step)
        {
            if (!_tasks.TryGetValue(step.Activity, out var task))
                _tasks[step.Activity] = task = context.AddTask(Markup.Escape(step.Activity));
            if (_current is { IsIndeterminate: true } && _current != task)
                Finish(_current);
            return _current = task;
        }

        private static void Update(ProgressTask task, ProgressStep step)
        {
            task.State.Update<CountedUnit>(CountedUnit.Key, _ => new CountedUnit(step.Unit, step.Total > 0));
            task.IsIndeterminate = step.Total == 0;
            if (step.Total > 0)
                task.MaxValue = step.Total;
            task.Value = step.Done;
        }

        // Work whose extent was not known is over when something else begins.
        private static void Finish(ProgressTask task)
        {
            task.IsIndeterminate = false;
            task.Value = task.MaxValue;
        }
    }
}
