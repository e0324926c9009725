using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Chronograph.Log.Tests;

/// <summary>This test program again, in a process of its own, doing one of the jobs below instead of running tests.</summary>
internal static class ChildProcess
{
    /// <summary>How many messages the job <c>append-some</c> appends.</summary>
    public const int MessagesOfSome = 5000;

    private const string Switch = "--child";

    /// <summary>Starts a child. Its standard output is read by the caller, and its standard input ends it.</summary>
    public static Process Start(string job, string directory)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        foreach (var argument in new[] { Switch, job, directory })
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>Runs before the test platform's own entry point, and instead of it in a child.</summary>
    [ModuleInitializer]
    internal static void RunWhenChild()
    {
        var arguments = Environment.GetCommandLineArgs();
        var at = Array.IndexOf(arguments, Switch);
        if (at < 0)
            return;
        switch (arguments[at + 1])
        {
            case "append":
                Append(arguments[at + 2]);
                break;
            case "append-when-told":
                AppendWhenTold(arguments[at + 2]);
                break;
            case "append-some":
                AppendSome(arguments[at + 2]);
                break;
            case "read":
                Read(arguments[at + 2], LogReaderOptions.Default);
                break;
            case "read-durable":
                Read(arguments[at + 2], new LogReaderOptions { DurableOnly = true });
                break;
            case "ping":
                PingPong.Run(arguments[at + 2], first: true);
                break;
            case "pong":
                PingPong.Run(arguments[at + 2], first: false);
                break;
        }

        Environment.Exit(0);
    }

    // Appends until it is killed, and says after each append what is in the log now.
    private static void Append(string directory)
    {
        using var log = MessageLog.Open(directory, LogTesting.Small);
        using var output = Console.OpenStandardOutput();
        var random = new Random();
        while (true)
        {
            if (random.Next(4) > 0)
            {
                log.Append(LogTesting.Bytes($"m{log.NextSequence} {new string('.', random.Next(300))}"));
            }
            else
            {
                using var batch = log.BeginBatch();
                var next = log.NextSequence;
                for (var last = next + random.Next(100); next <= last; next++)
                    batch.Append(LogTesting.Bytes($"m{next} {new string('.', random.Next(300))}"));
                batch.Commit();
            }

            output.Write(LogTesting.Bytes($"{log.NextSequence - 1}\n"));
        }
    }

    // Does what each line of the input says, and answers with the last sequence number or the error.
    private static void AppendWhenTold(string directory)
    {
        using var log = MessageLog.Open(directory, LogTesting.Small);
        while (Console.In.ReadLine() is { } line)
            Console.Out.WriteLine(Answer(log, line));
    }

    private static string Answer(MessageLog log, string line)
    {
        try
        {
            for (var count = line switch { "append" => 10, "roll" => 1000, _ => 0 }; count > 0; count--)
                log.Append(LogTesting.Bytes($"old {log.NextSequence} {new string('.', line == "roll" ? 1000 : 0)}"));
            if (line == "flush")
                log.Flush();
            return (log.NextSequence - 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException error)
        {
            return $"{error.GetType().Name}: {error.InnerException?.GetType().Name}";
        }
    }

    // Appends a few thousand messages in bursts: the sequence number of each is its payload.
    private static void AppendSome(string directory)
    {
        using var log = MessageLog.Open(directory, LogTesting.Small);
        var random = new Random();
        while (log.NextSequence <= MessagesOfSome)
        {
            log.Append(BitConverter.GetBytes(log.NextSequence));
            if (random.Next(100) == 0)
                Thread.Sleep(random.Next(4));
        }
    }

    // Follows the log and says each message's text, up to the one that says so.
    private static void Read(string directory, LogReaderOptions options)
    {
        using var log = MessageLog.OpenReadOnly(directory);
        using var reader = log.CreateReader(LogStart.First, options);
        Console.Out.WriteLine("ready");
        while (true)
        {
            reader.Wait(Timeout.InfiniteTimeSpan);
            foreach (var text in LogTesting.Texts(reader))
            {
                Console.Out.WriteLine(text);
                if (text == "end")
                    return;
            }
        }
    }
}
