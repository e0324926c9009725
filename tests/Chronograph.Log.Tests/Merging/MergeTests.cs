using Chronograph.Storage;

namespace Chronograph.Log.Tests;

public sealed class MergeTests : IDisposable
{
    private static readonly LogMergeOptions Following = new() { Follow = true, AllowedLateness = TimeSpan.FromMilliseconds(10) };

    private readonly SeveralLogs _logs = new(3);

    public void Dispose() => _logs.Dispose();

    [Fact]
    public void Messages_come_by_time_and_of_equal_times_those_of_the_log_named_first()
    {
        _logs.Append(2, 1, "a");
        _logs.Append(1, 1, "b");
        _logs.Append(1, 3, "c");
        _logs.Append(0, 1, "d");
        _logs.Append(0, 2, "e");
        using var merge = _logs.Merge(new LogMergeOptions());
        Assert.Equal(["0:d", "1:b", "2:a", "0:e", "1:c"], SeveralLogs.Texts(merge));
        Assert.True(merge.IsComplete);
    }

    [Fact]
    public void A_merge_ends_with_what_the_logs_held_when_it_was_opened()
    {
        _logs.Append(0, 1, "a");
        using var batch = _logs[1].BeginBatch();
        batch.Append("staged"u8);
        using var merge = _logs.Merge(new LogMergeOptions());
        _logs.Append(0, 2, "too late");
        batch.Commit();
        Assert.False(merge.IsComplete);
        Assert.Equal(["0:a"], SeveralLogs.Texts(merge));
        Assert.True(merge.IsComplete);
        Assert.False(merge.Wait(Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public void Logs_without_messages_merge_to_nothing()
    {
        using var merge = _logs.Merge(new LogMergeOptions());
        Assert.True(merge.IsComplete);
        Assert.Empty(SeveralLogs.Texts(merge));
    }

    [Fact]
    public void A_silent_log_holds_back_what_is_younger_than_its_newest_message()
    {
        using var merge = _logs.Merge(Following);
        _logs.Append(0, 1, "a");
        _logs.Append(1, 1, "b");
        _logs.Append(2, 1, "c");
        _logs.Append(0, 2, "d");
        Assert.Equal(["0:a", "1:b"], SeveralLogs.Texts(merge)); // log 1 may bring more of time 1
        _logs.Append(1, 3, "e");
        Assert.Equal(["2:c"], SeveralLogs.Texts(merge)); // and so may log 2
        _logs.Append(2, 3, "f");
        Assert.Equal(["0:d"], SeveralLogs.Texts(merge));
    }

    [Fact]
    public void The_passing_of_the_allowed_lateness_lets_messages_go()
    {
        using var merge = _logs.Merge(Following);
        _logs.Append(0, 5, "a");
        _logs.Clock.Advance(TimeSpan.FromMilliseconds(15));
        Assert.Empty(SeveralLogs.Texts(merge));
        Assert.False(merge.Wait(TimeSpan.FromMilliseconds(1)));
        _logs.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.True(merge.Wait(Timeout.InfiniteTimeSpan));
        Assert.Equal(["0:a"], SeveralLogs.Texts(merge));
    }

    [Fact]
    public void A_late_message_comes_at_once_and_says_so()
    {
        using var merge = _logs.Merge(Following);
        _logs.Append(1, 5, "a");
        _logs.Append(1, 8, "b");
        _logs.Clock.Advance(TimeSpan.FromMilliseconds(17));
        Assert.Equal(["1:a"], SeveralLogs.Texts(merge));
        _logs.Append(0, 5, "tie");
        _logs.Append(2, 5, "in time");
        Assert.Equal(["0:tie!", "2:in time"], SeveralLogs.Texts(merge));
        _logs.Append(0, 20, "c");
        _logs.Append(2, 20, "d");
        Assert.Equal(["1:b"], SeveralLogs.Texts(merge));
    }

    [Fact]
    public void A_merge_begins_where_it_is_told_to()
    {
        for (var time = 1; time <= 4; time++)
        {
            _logs.Append(0, time, $"a{time}");
            _logs.Append(1, time, $"b{time}");
        }

        var start = LogStart.Since(new ManualClock().GetUtcNow().AddMilliseconds(3));
        using var merge = _logs.Merge(new LogMergeOptions { Start = start });
        Assert.Equal(["0:a3", "1:b3", "0:a4", "1:b4"], SeveralLogs.Texts(merge));
    }

    [Fact]
    public void Cursors_stand_behind_what_was_delivered_and_not_behind_what_was_only_looked_at()
    {
        _logs.Append(0, 1, "a");
        _logs.Append(0, 4, "b");
        _logs.Append(1, 2, "c");
        _logs.Append(1, 3, "d");
        var options = new LogMergeOptions { Cursor = "reports" };
        using (var merge = _logs.Merge(options))
        {
            Assert.Equal((1, 1, 1), (merge.NextSequence(0), merge.NextSequence(1), merge.NextSequence(2)));
            Assert.True(merge.TryRead(out _) && merge.TryRead(out _));
            Assert.Equal((2, 2, 1), (merge.NextSequence(0), merge.NextSequence(1), merge.NextSequence(2)));
            merge.Save();
            Assert.True(merge.TryRead(out _));
        }

        Assert.Equal([new LogCursorPosition("reports", 2, 1)], _logs[0].Describe().Cursors);
        Assert.Equal([new LogCursorPosition("reports", 2, 1)], _logs[1].Describe().Cursors);
        using (var merge = _logs.Merge(options))
        {
            Assert.Equal(["1:d", "0:b"], SeveralLogs.Texts(merge));
            merge.Save(durable: false);
        }

        using (var merge = _logs.Merge(options))
            Assert.Empty(SeveralLogs.Texts(merge));
    }

    [Fact]
    public void Only_messages_that_survive_a_power_loss_come_when_only_they_are_asked_for()
    {
        _logs.Append(0, 1, "a");
        _logs.Append(1, 2, "b");
        _logs[0].Flush();
        _logs.Append(0, 3, "c");
        using (var merge = _logs.Merge(new LogMergeOptions { DurableOnly = true }))
        {
            Assert.Equal(["0:a"], SeveralLogs.Texts(merge));
            Assert.True(merge.IsComplete);
        }

        _logs.Clock.Advance(TimeSpan.FromSeconds(1));
        using var following = _logs.Merge(Following with { DurableOnly = true });
        Assert.Equal(["0:a"], SeveralLogs.Texts(following));
        _logs[1].Flush();
        Assert.Equal(["1:b"], SeveralLogs.Texts(following));
    }

    [Fact]
    public void A_name_in_use_is_refused_and_gives_the_other_logs_free_again()
    {
        using (_logs[1].OpenCursor("reports"))
            Assert.Throws<StoreLockedException>(() => _logs.Merge(new LogMergeOptions { Cursor = "reports" }));
        _logs[0].OpenCursor("reports").Dispose();
        using var merge = _logs.Merge(new LogMergeOptions());
        Assert.Throws<InvalidOperationException>(() => merge.Save());
    }

    [Fact]
    public void Damage_stops_the_merge_at_its_place_and_costs_the_other_logs_nothing()
    {
        _logs.Append(0, 1, "a");
        _logs.Append(1, 2, "b");
        _logs.Append(0, 3, "c");
        _logs.Append(1, 4, "d");
        var segment = Path.Combine(_logs[1].Directory, "000000000.q");
        _logs[1].Flush();
        using (var file = new FileStream(segment, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            file.Position = 64 + 128 + 64;
            file.WriteByte((byte)'x');
        }

        using var merge = _logs.Merge(new LogMergeOptions());
        Assert.True(merge.TryRead(out var message) && message.Source == 0);
        Assert.True(merge.TryRead(out message) && message.Source == 1);
        for (var attempt = 0; attempt < 3; attempt++)
            Assert.Equal(segment, Assert.Throws<DamagedFileException>(() => merge.TryRead(out _)).Path);
        Assert.Equal((2, 2), (merge.NextSequence(0), merge.NextSequence(1)));
    }

    [Fact]
    public async Task Messages_can_be_awaited_until_the_end()
    {
        _logs.Append(0, 2, "a");
        _logs.Append(1, 1, "b");
        using var merge = _logs.Merge(new LogMergeOptions());
        var sources = new List<int>();
        await foreach (var merged in merge.ReadAllAsync())
            sources.Add(merged.Source);
        Assert.Equal([1, 0], sources);
    }

    [Fact]
    public async Task Messages_can_be_awaited_as_they_are_appended()
    {
        using var merge = _logs.Merge(Following with { AllowedLateness = TimeSpan.Zero });
        using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        _logs.Append(0, 1, "1");
        var count = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            _logs.Clock.Advance(TimeSpan.FromSeconds(1));
            await foreach (var merged in merge.ReadAllAsync(cancellation.Token))
            {
                Assert.Equal(LogTesting.Bytes($"{++count}"), merged.Message.Payload.ToArray());
                if (count == 20)
                    await cancellation.CancelAsync();
                _logs.Append(count % 3, count + 1, $"{count + 1}");
            }
        });
        Assert.Equal(20, count);
    }

    [Fact]
    public void A_merge_that_was_disposed_is_of_no_use()
    {
        var merge = _logs.Merge(new LogMergeOptions());
        merge.Dispose();
        Assert.Throws<ObjectDisposedException>(() => merge.TryRead(out _));
        Assert.Throws<ObjectDisposedException>(() => merge.Wait(TimeSpan.Zero));
        Assert.Throws<ArgumentException>(() => LogMerge.Open([]));
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        for (var number = 0; number < 400; number++)
            _logs.Append(number * 7 % 3, number, "payload");
        using var merge = _logs.Merge(new LogMergeOptions());
        Assert.True(merge.TryRead(out _));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 2; number <= 400; number++)
            Assert.True(merge.TryRead(out _));
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
