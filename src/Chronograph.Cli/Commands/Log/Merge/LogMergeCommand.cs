using System.CommandLine;
using Chronograph.Log;

namespace Chronograph.Cli;

/// <summary><c>log merge LOG LOG…</c>: prints the messages of several logs in the order of time.</summary>
internal sealed class LogMergeCommand : VerbCommand
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly Argument<string[]> _logs = DirectoryArgument.CreateMany("LOG", "Directories of the logs; of equal times, the log named first comes first");
    private readonly Option<DateTimeOffset?> _since = LogArguments.Since();
    private readonly Option<long?> _limit = LogArguments.Limit();
    private readonly Option<long?> _type = LogArguments.Type("Only messages of this type");
    private readonly Option<bool> _follow = LogArguments.Follow();
    private readonly Option<string?> _cursor = LogArguments.Cursor("Begin where the cursor of this name stands in each log, and move it behind what was printed");
    private readonly Option<bool> _durable = LogArguments.Durable();
    private readonly Option<TimeSpan?> _lateness = DurationOption.Create("--lateness", "With --follow: how long to hold messages back for a log that is silent [default: 100ms]", TimeSpan.FromDays(1));

    public LogMergeCommand()
        : base("merge", "Prints several logs as one, in the order of time") => Accept(_logs, _since, _limit, _type, _follow, _cursor, _durable, _lateness);

    protected override ExitCode Run(Invocation call)
    {
        var paths = call.Get(_logs);
        using var logs = OpenLogs.ReadOnly(paths);
        using var merge = Open(logs, call);
        using var list = call.Output.BeginList(MergedMessageView.Of(paths), live: call.Get(_follow));
        var printer = new MergePrinter(merge, list)
        {
            Left = call.Get(_limit) ?? long.MaxValue,
            Type = call.Get(_type),
            MovesCursor = call.Get(_cursor) is not null,
        };
        try
        {
            PrintAll(merge, printer, call.Stop);
        }
        finally
        {
            printer.Save(durable: true);
        }
        return ExitCode.Done;
    }

    private static void PrintAll(LogMerge merge, MergePrinter printer, CancellationToken stop)
    {
        printer.Print(stop);
        while (printer.Left > 0 && !merge.IsComplete)
        {
            if (merge.Wait(LookAgain, stop))
                printer.Print(stop);
        }
    }

    private LogMerge Open(OpenLogs logs, Invocation call)
    {
        var defaults = new LogMergeOptions();
        var options = defaults with
        {
            Start = call.Get(_since) is { } time ? LogStart.Since(time) : LogStart.First,
            Follow = call.Get(_follow),
            Cursor = call.Get(_cursor),
            DurableOnly = call.Get(_durable),
            AllowedLateness = call.Get(_lateness) ?? defaults.AllowedLateness,
        };
        return CursorNames.Use(options.Cursor, () => LogMerge.Open(logs.All, options));
    }
}
