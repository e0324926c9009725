using System.CommandLine;
using Chronograph.Log;

namespace Chronograph.Cli;

/// <summary><c>log read LOG</c>: prints messages, and waits for more when asked to.</summary>
internal sealed class LogReadCommand : VerbCommand
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly Argument<string> _log = LogArguments.Log();
    private readonly Option<LogStart?> _from = new("--from")
    {
        Description = "Where to begin: a sequence number, first or last [default: first]",
        HelpName = "SEQ|first|last",
        CustomParser = ValueParser.One<LogStart?>(LogStarts.TryParse, "a place to begin; use a sequence number, first or last"),
    };

    private readonly Option<DateTimeOffset?> _since = LogArguments.Since();
    private readonly Option<long?> _limit = LogArguments.Limit();
    private readonly Option<long?> _type = LogArguments.Type("Only messages of this type");
    private readonly Option<bool> _follow = LogArguments.Follow();
    private readonly Option<string?> _cursor = LogArguments.Cursor("Begin where this cursor stands, and move it behind what was printed");
    private readonly Option<bool> _durable = LogArguments.Durable();

    public LogReadCommand()
        : base("read", "Prints messages")
    {
        Accept(_log, _from, _since, _limit, _type, _follow, _cursor, _durable);
        Validators.Add(result =>
        {
            if (result.GetResult(_from) is not null && result.GetResult(_since) is not null)
                result.AddError("Use --from or --since, not both.");
        });
    }

    protected override ExitCode Run(Invocation call)
    {
        using var log = Logs.OpenReadOnly(call.Get(_log));
        using var place = call.Get(_cursor) is { } name ? ReadingPlace.Open(log, name) : null;
        using var reader = CreateReader(log, place, call);
        var follow = call.Get(_follow);
        using var list = call.Output.BeginList(MessageView.Instance, live: follow);
        var printer = new MessagePrinter(reader, list)
        {
            Left = call.Get(_limit) ?? long.MaxValue,
            Type = call.Get(_type),
            Place = place,
        };
        printer.Print(call.Stop);
        while (follow && printer.Left > 0)
        {
            if (reader.Wait(LookAgain, call.Stop))
                printer.Print(call.Stop);
        }
        return ExitCode.Done;
    }

    private LogReader CreateReader(MessageLog log, ReadingPlace? place, Invocation call)
    {
        var options = new LogReaderOptions { DurableOnly = call.Get(_durable) };
        if (call.Get(_from) is { } from)
            return log.CreateReader(from == LogStart.Last && options.DurableOnly ? LastDurable(log) : from, options);
        if (call.Get(_since) is { } time)
            return log.CreateReader(LogStart.Since(time), options);
        return place?.CreateReader(options) ?? log.CreateReader(LogStart.First, options);
    }

    private static LogStart LastDurable(MessageLog log) =>
        log.DurableSequence is > 0 and var durable ? LogStart.At(durable) : LogStart.First;
}
