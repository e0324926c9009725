using Chronograph.Log;

namespace Chronograph.Cli;

/// <summary>Opens logs, and says helpfully when there is none.</summary>
internal static class Logs
{
    /// <summary>Opens an existing log for reading.</summary>
    public static MessageLog OpenReadOnly(string path)
    {
        MustExist(path);
        return MessageLog.OpenReadOnly(path);
    }

    /// <summary>Opens a log as its writer, creating it when there is none, and says what that took out of it.</summary>
    public static MessageLog OpenForWriting(string path)
    {
        DirectoryArgument.RefuseFile(path);
        var log = MessageLog.Open(path);
        RecoveryNote.Say(log);
        return log;
    }

    /// <summary>Refuses a path that holds no log.</summary>
    public static void MustExist(string path)
    {
        if (MessageLog.Exists(path))
            return;
        var advice = Alternatives(path).FirstOrDefault(MessageLog.Exists) is { } log
            ? $"Did you mean {log}?"
            : "Check the path, or make one with: chronograph log append LOG";
        throw CommandException.NotFound($"{path} holds no message log. {advice}");
    }

    private static string[] Alternatives(string path) =>
        [Path.Combine(path, "log"), Path.Combine(path, ".chronograph", "log")];
}
