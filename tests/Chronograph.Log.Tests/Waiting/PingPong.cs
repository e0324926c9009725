using Chronograph.Testing;

namespace Chronograph.Log.Tests;

/// <summary>One of two processes that answer each other's messages, each sleeping until the other's next one. A lost wake-up ends the game.</summary>
internal static class PingPong
{
    public const int Rounds = 4_000;

    private static readonly TimeSpan Forever = TimeSpan.FromHours(1);

    public static void Run(string directory, bool first)
    {
        SharedBell.LongestSleep = Forever; // nobody looks again just in case
        var random = Randomness.Create(out _);
        var (mine, others) = first ? ("ping", "pong") : ("pong", "ping");
        using var log = MessageLog.Open(Path.Combine(directory, mine), LogTesting.Small);
        using var reader = Find(Path.Combine(directory, others));
        for (var round = 1; round <= Rounds; round++)
        {
            if (first)
                log.Append(BitConverter.GetBytes(round));
            Await(reader, round);
            // From no pause to one that is longer than a reader looks before it sleeps: an answer meets every state.
            Thread.SpinWait(random.Next(1 << random.Next(12)));
            if (!first)
                log.Append(BitConverter.GetBytes(round));
        }

        Console.Out.WriteLine($"done {log.WakeUps}");
    }

    private static LogReader Find(string directory)
    {
        while (!MessageLog.Exists(directory))
            Thread.Sleep(1);
        return MessageLog.OpenReadOnly(directory).CreateReader(LogStart.First);
    }

    private static void Await(LogReader reader, int round)
    {
        Message message;
        while (!reader.TryRead(out message))
            reader.Wait(Timeout.InfiniteTimeSpan);
        Assert.Equal(round, BitConverter.ToInt32(message.Payload));
    }
}
