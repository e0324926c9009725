using Chronograph.Graph;
using Chronograph.Log;
using Chronograph.Storage;

namespace Chronograph.Cli;

/// <summary>Turns an exception into one line on standard error and an exit code.</summary>
internal static class Failure
{
    /// <summary>Reports the error and returns the exit code that stands for it.</summary>
    public static ExitCode Report(Exception error, Interruption interruption)
    {
        error = Cause(error);
        if (error is OutputClosedException)
            return ExitCode.Done;
        var code = CodeOf(error, interruption.Requested);
        if (code == ExitCode.Defect)
            ReportDefect(error);
        else if (code == ExitCode.Interrupted)
            Talk.Note(MessageOf(error));
        else
            Talk.Error(MessageOf(error));
        return code;
    }

    /// <summary>The exit code that stands for an error.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="interrupted">Whether the user had asked to stop.</param>
    public static ExitCode CodeOf(Exception error, bool interrupted) => Cause(error) switch
    {
        CommandException command => command.Code,
        OperationCanceledException when interrupted => ExitCode.Interrupted,
        StoreNotFoundException or FileNotFoundException or DirectoryNotFoundException => ExitCode.NotFound,
        SequenceOutOfRangeException range => range.Sequence < range.FirstAvailable ? ExitCode.OutOfRange : ExitCode.NotFound,
        VersionCollectedException => ExitCode.OutOfRange,
        DamagedFileException => ExitCode.Damage,
        StoreLockedException => ExitCode.Locked,
        IOException or UnauthorizedAccessException => ExitCode.InputOutput,
        _ => ExitCode.Defect,
    };

    // Work on several threads at once wraps what went wrong; the first thing that did is what to say.
    private static Exception Cause(Exception error) => error is AggregateException { InnerException: { } first } ? Cause(first) : error;

    private static string MessageOf(Exception error) => error switch
    {
        OperationCanceledException => "Stopped.",
        SequenceOutOfRangeException range when range.Sequence >= range.Next => $"{range.Message} The next one will be {range.Next}.",
        SequenceOutOfRangeException range => $"{range.Message} Begin at {range.FirstAvailable}.",
        DamagedFileException damage => $"{OneLine(damage.Message)}{WhatVerifies(damage.Path)}",
        UnauthorizedAccessException => $"{OneLine(error.Message)} Check the permissions.",
        FileNotFoundException or DirectoryNotFoundException => $"{OneLine(error.Message)} Check the path.",
        _ => OneLine(error.Message),
    };

    // Damage ends whatever met it first; there may be more, and a repair.
    private static string WhatVerifies(string path) => Path.GetExtension(path) switch
    {
        ".q" or ".meta" or ".idx" or ".cursor" => " 'chronograph log verify' lists all damage, and 'chronograph log repair' keeps what is sound.",
        ".seg" or ".json" => " 'chronograph graph verify' lists all damage, the versions it touches, and what to do.",
        _ => "",
    };

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim();

    private static void ReportDefect(Exception error)
    {
        Talk.Error("This is a defect of chronograph, not of what you typed. Please report it with these lines:");
        Talk.Lines(error.ToString());
    }
}
