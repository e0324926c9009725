using System.Buffers.Binary;
using Chronograph.Log;
using Chronograph.Testing;

namespace Chronograph.Selftest.Tests;

/// <summary>A reader that is killed in its sleep leaves a flag and a cursor behind; neither holds up a writer.</summary>
public sealed class KilledSleeperTests : IDisposable
{
    private const int Messages = 2000;
    private const int SleepersAt = 320; // docs/format/log.md: the waiting words of control.meta
    private const int WakeCountAt = 324;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryDirectory _directory = new();
    private readonly MessageLog _log;
    private long _next = 1;

    public KilledSleeperTests() =>
        _log = MessageLog.Open(_directory["log"], new MessageLogOptions { SegmentSize = MessageLogOptions.SegmentSizeUnit });

    public void Dispose()
    {
        _log.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Sleepers_that_were_killed_cost_the_writer_one_wake_up_together()
    {
        KillASleeper("one");
        KillASleeper("two");
        Assert.Equal(1, Sleepers);
        var before = WakeCount;
        Append(Messages);
        Assert.Equal(before + 1, WakeCount);
        Assert.Equal(0, Sleepers);
    }

    [Fact]
    public void A_cursor_whose_owner_was_killed_can_be_taken_at_once_and_holds_up_retention_no_longer_than_the_lag()
    {
        KillASleeper("one");
        using (var log = MessageLog.OpenReadOnly(_directory["log"]))
            log.OpenCursor("one").Dispose();
        Append(Messages);
        var first = _log.Retain(new RetentionPolicy { MaxBytes = 0, MaxLag = 2 * MessageLogOptions.SegmentSizeUnit }).FirstSequence;
        Assert.InRange(first, 2, Messages);
    }

    private int Sleepers => Control(SleepersAt);

    private int WakeCount => Control(WakeCountAt);

    private int Control(int offset)
    {
        using var file = new FileStream(_directory["log/control.meta"], FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[offset + sizeof(int)];
        file.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(offset));
    }

    private void KillASleeper(string cursor)
    {
        Append(100);
        var path = _directory[cursor];
        using var report = new FollowerReport(path);
        using var reader = ReaderJob.Start(_directory["log"], path, cursor);
        Assert.True(Waiting.Until(() => report.Last == _next - 1 && Sleepers == 1, Patience));
        reader.Kill();
    }

    private void Append(int count)
    {
        var buffer = new byte[NumberedMessages.Largest];
        for (var end = _next + count; _next < end; _next++)
            _log.Append(NumberedMessages.Fill(buffer, _next), NumberedMessages.TypeOf(_next));
    }
}
