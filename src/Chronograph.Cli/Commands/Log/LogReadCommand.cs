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

    private readonly Option<DateTimeOffset?> _since = new("--since")
    {
        Description = "Begin with the first message of this time or later: ISO 8601, or -15m",
        HelpName = "TIME",
        CustomParser = ValueParser.One<DateTimeOffset?>(LogStarts.TryParseTime, "a time; use ISO 8601, or -15m for fifteen minutes ago"),
    };

    private readonly Option<long?> _limit = WholeNumber.Option("--limit", "At most so many messages");
    private readonly Option<long?> _type = LogArguments.Type("Only messages of this type");
    private readonly Option<bool> _follow = new("--follow") { Description = "Wait for more messages until interrupted" };

    public LogReadCommand()
        : base("read", "Prints messages")
    {
        Accept(_log, _from, _since, _limit, _type, _follow);
        Validators.Add(result =>
        {
            if (result.GetResult(_from) is not null && result.GetResult(_since) is not null)
                result.AddError("Use --from or --since, not both.");
        });
    }

    protected override ExitCode Run(Invocation call)
    {
        using var log = Logs.OpenReadOnly(call.Get(_log));
        using var reader = log.CreateReader(Start(call));
        var follow = call.Get(_follow);
        using var list = call.Output.BeginList(MessageView.Instance, live: follow);
        var left = call.Get(_limit) ?? long.MaxValue;
        left -= Print(reader, list, left, call);
        while (follow && left > 0)
        {
            if (reader.Wait(LookAgain, call.Stop))
                left -= Print(reader, list, left, call);
        }
        return ExitCode.Done;
    }

    private LogStart Start(Invocation call) =>
        call.Get(_from) ?? (call.Get(_since) is { } time ? LogStart.Since(time) : LogStart.First);

    private long Print(LogReader reader, ListWriter<PrintedMessage> list, long limit, Invocation call)
    {
        var type = call.Get(_type);
        var printed = 0L;
        while (printed < limit && reader.TryRead(out var message))
        {
            call.Stop.ThrowIfCancellationRequested();
            if (type is not null && message.Type != type)
                continue;
            list.Write(PrintedMessage.Of(message));
            printed++;
        }
        return printed;
    }
}
