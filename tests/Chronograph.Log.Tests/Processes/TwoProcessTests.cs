using System.Globalization;
using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

public class TwoProcessTests
{
    [Fact]
    public void A_reader_in_another_process_sees_every_message_in_order_across_rolls()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        using var child = ChildProcess.Start("read", directory.Path);
        Assert.Equal("ready", child.StandardOutput.ReadLine());
        var expected = new List<string>();
        for (var number = 1; number <= 3000; number++)
        {
            expected.Add($"message {number} {new string('.', number % 200)}");
            log.Append(LogTesting.Bytes(expected[^1]));
            if (number % 500 == 0)
                Thread.Sleep(5);
        }

        log.Append("end"u8);
        expected.Add("end");
        Assert.Equal(expected, child.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.True(child.WaitForExit(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void A_killed_writer_in_another_process_loses_nothing_it_reported_and_nothing_blocks_the_next()
    {
        using var directory = new TemporaryDirectory();
        var random = Randomness.Create(out var seed);
        LogReader? reader = null;
        var seen = 0L;
        for (var life = 0; life < 5; life++)
        {
            var reported = RunAndKill(directory.Path, TimeSpan.FromMilliseconds(random.Next(1, 200)));
            reader ??= MessageLog.OpenReadOnly(directory.Path).CreateReader(LogStart.First);
            while (reader.TryRead(out var message))
            {
                Assert.Equal(++seen, message.Sequence);
                Assert.StartsWith($"m{seen} ", System.Text.Encoding.UTF8.GetString(message.Payload));
            }

            Assert.True(seen >= reported, $"seed {seed}, life {life}: {reported} reported, {seen} found");
            LogTesting.AssertSound(directory.Path);
        }

        using var log = MessageLog.Open(directory.Path);
        Assert.Equal(seen + 1, log.NextSequence);
        reader!.Dispose();
    }

    [Fact]
    public void A_writer_in_another_process_holds_the_lock_and_can_be_read_and_verified_beside()
    {
        using var directory = new TemporaryDirectory();
        using var child = ChildProcess.Start("append", directory.Path);
        try
        {
            Assert.NotNull(child.StandardOutput.ReadLine());
            var error = Assert.Throws<StoreLockedException>(() => MessageLog.Open(directory.Path));
            Assert.Contains(child.Id.ToString(CultureInfo.InvariantCulture), error.Message);
            using var log = MessageLog.OpenReadOnly(directory.Path);
            for (var round = 0; round < 20; round++)
            {
                Drain(child);
                LogTesting.AssertSound(directory.Path);
                var described = log.Describe();
                Assert.True(described.WriterLocked);
                Assert.InRange(described.NextSequence, described.DurableSequence + 1, log.NextSequence);
                foreach (var start in new[] { LogStart.First, LogStart.Last, LogStart.End, LogStart.Since(DateTimeOffset.UtcNow.AddMilliseconds(-5)) })
                    log.CreateReader(start).Dispose();
            }
        }
        finally
        {
            child.Kill();
            child.WaitForExit();
        }
    }

    private static long RunAndKill(string directory, TimeSpan life)
    {
        using var child = ChildProcess.Start("append", directory);
        var reported = 0L;
        var kill = 0L;
        while (child.StandardOutput.ReadLine() is { } line)
        {
            // A kill may cut the last line short: it is then a smaller number, since numbers only grow.
            reported = Math.Max(reported, long.Parse(line, CultureInfo.InvariantCulture));
            if (kill == 0)
                kill = Environment.TickCount64 + (long)life.TotalMilliseconds;
            else if (Environment.TickCount64 >= kill && !child.HasExited)
                child.Kill();
        }

        child.WaitForExit();
        return reported;
    }

    private static void Drain(System.Diagnostics.Process child)
    {
        for (var line = 0; line < 200; line++)
            child.StandardOutput.ReadLine();
    }
}
