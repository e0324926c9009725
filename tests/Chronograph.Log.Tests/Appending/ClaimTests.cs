using Chronograph.Testing;

namespace Chronograph.Log.Tests;

public class ClaimTests
{
    [Fact]
    public void A_claim_is_filled_in_place_and_invisible_until_it_is_committed()
    {
        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small))
        {
            log.Append("a"u8);
            using (var claim = log.Claim(3, new MessageProperties(7)))
            {
                "bcd"u8.CopyTo(claim.Payload);
                Assert.Equal(["a"], LogTesting.Texts(log));
                Assert.Equal(2, claim.Commit());
            }

            using (log.Claim(0))
            {
            }

            log.Append("e"u8);
            Assert.Equal(["a", "bcd", "e"], LogTesting.Texts(log));
            using var reader = log.CreateReader(LogStart.At(2));
            Assert.True(reader.TryRead(out var message));
            Assert.Equal(7, message.Type);
        }

        LogTesting.AssertSound(directory.Path);
    }

    [Fact]
    public void An_abandoned_claim_leaves_no_byte()
    {
        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small))
        {
            for (var number = 0; number < 200; number++)
            {
                using (var claim = log.Claim(1000))
                    claim.Payload.Fill(0xFF);
                log.Append(LogTesting.Bytes($"m{number}"));
            }

            Assert.Equal(Enumerable.Range(0, 200).Select(number => $"m{number}"), LogTesting.Texts(log));
        }

        LogTesting.AssertSound(directory.Path);
    }

    [Fact]
    public void A_claim_that_a_crash_interrupts_is_not_there()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory["a"], LogTesting.Small);
        log.Append("a"u8);
        using var claim = log.Claim(1000);
        claim.Payload.Fill(0xFF);
        var image = LogTesting.Copy(directory["a"], directory["b"]);
        LogTesting.AssertSound(image);
        using (var next = MessageLog.Open(image))
            Assert.Equal(2, next.Append("b"u8));
        Assert.Equal(["a", "b"], LogTesting.TextsOf(image));
        LogTesting.AssertSound(image);
    }

    [Fact]
    public void While_a_claim_is_open_nothing_else_is_taken_and_it_ends_once()
    {
        using var directory = new TemporaryDirectory();
        var log = MessageLog.Open(directory.Path, LogTesting.Small);
        var claim = log.Claim(10);
        Assert.Throws<InvalidOperationException>(() => log.Append("no"u8));
        Assert.Throws<InvalidOperationException>(() => log.BeginBatch());
        claim.Commit();
        Assert.Throws<ArgumentException>(() => { log.Claim(70_000); });
        var other = log.Claim(5);
        var refused = false;
        try
        {
            claim.Commit();
        }
        catch (InvalidOperationException)
        {
            refused = true;
        }

        Assert.True(refused);
        claim.Dispose();
        other.Payload.Fill(1);
        log.Dispose();
        other.Dispose();
        LogTesting.AssertSound(directory.Path);
        using var next = MessageLog.Open(directory.Path);
        Assert.Equal(2, next.NextSequence);
    }

    [Fact]
    public void Claiming_allocates_nothing()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, new MessageLogOptions { SegmentSize = 4 << 20 });
        for (var round = 0; round < 2; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var number = 0; number < 1000; number++)
            {
                using var claim = log.Claim(64);
                claim.Payload.Fill(1);
                claim.Commit();
            }

            if (round > 0)
                Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        }
    }
}
