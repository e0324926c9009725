using System.CommandLine;
using System.Text.Json;
using Chronograph.Storage;

namespace Chronograph.Cli;

/// <summary><c>log append LOG</c>: lines of standard input, or a whole file, become messages.</summary>
internal sealed class LogAppendCommand : VerbCommand
{
    private readonly Argument<string> _log = DirectoryArgument.Create("LOG", "Directory of the log; created when there is none");
    private readonly Option<long?> _type = LogArguments.Type("The type of the messages [default: 0]");
    private readonly Option<string?> _raw = new("--raw") { Description = "Append this file, whole, as one message", HelpName = "FILE" };

    public LogAppendCommand()
        : base("append", "Makes each line of standard input a message") => Accept(_log, _type, _raw);

    protected override ExitCode Run(Invocation call)
    {
        var file = call.Get(_raw) is { } path ? File.ReadAllBytes(path) : null;
        using var log = Logs.OpenForWriting(call.Get(_log));
        var appended = new AppendedMessages(log, (ushort)(call.Get(_type) ?? 0));
        try
        {
            if (file is not null)
                appended.Add(file, call.Get(_raw)!);
            else
                AppendLines(appended, call.Stop);
            log.Flush();
        }
        catch (ChronographException)
        {
            Talk.Note(appended.Before);
            throw;
        }

        call.Output.Show(appended.Write, appended.Lay);
        return call.Stop.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Done;
    }

    private static void AppendLines(AppendedMessages appended, CancellationToken stop)
    {
        using var input = Console.OpenStandardInput();
        var lines = new LineReader(input);
        for (var number = 1L; lines.TryRead(stop, out var line); number++)
            appended.Add(line, $"line {number}");
    }
}
