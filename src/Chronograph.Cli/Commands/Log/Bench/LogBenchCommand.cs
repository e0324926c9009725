using System.CommandLine;
using System.Text.Json;
using Chronograph.Selftest;

namespace Chronograph.Cli;

/// <summary><c>log bench [LOG]</c>: measures how fast a log is here, beside what the machine allows.</summary>
internal sealed class LogBenchCommand : VerbCommand
{
    private const long DefaultMessages = 1_000_000;
    private const long DefaultPayload = 64;
    private const long MostPayload = 1 << 20;

    private readonly Argument<string?> _log = new("LOG")
    {
        Description = "Measure beside this directory, which is not touched [default: in the temporary directory]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<long?> _messages = WholeNumber.Option("--messages", $"Messages of each measurement [default: {DefaultMessages}]", 1000, 1_000_000_000);
    private readonly Option<long?> _payload = SizeOption.Create("--payload", $"Bytes of each message [default: {DefaultPayload}]");
    private readonly Option<long?> _readers = WholeNumber.Option("--readers", "Processes that read along [default: 1]", 0, 64);

    public LogBenchCommand()
        : base("bench", "Measures this machine beside its floor")
    {
        Accept(_log, _messages, _payload, _readers);
        Validators.Add(result =>
        {
            if (result.GetValue(_payload) > MostPayload)
                result.AddError($"--payload is at most {MostPayload} bytes.");
        });
    }

    protected override ExitCode Run(Invocation call)
    {
        var options = new LogSpeedOptions(
            Place(call.Arguments.GetValue(_log)),
            call.Get(_messages) ?? DefaultMessages,
            (int)(call.Get(_payload) ?? DefaultPayload),
            (int)(call.Get(_readers) ?? 1),
            new ReaderProgram(WorkerProgram.Verb, TailingReader.Job));
        Talk.Note("Measuring; other work on this machine disturbs it.");
        var result = LogSpeed.Measure(options, call.Stop);
        var view = new LogBenchView(options, result, Machine.Describe(), Machine.FileSystemOf(options.Directory));
        call.Output.Show(view.Write, view.Lay);
        return ExitCode.Done;
    }

    // Beside the log, so that it is measured on the same disk.
    private static string Place(string? log)
    {
        if (log is null)
            return Path.GetTempPath();
        var parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(log)));
        return Directory.Exists(parent)
            ? parent
            : throw new DirectoryNotFoundException($"{parent} does not exist; give a LOG in a directory that does.");
    }
}
