using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

/// <summary>What readers see of a log that lost power, before the next writer has recovered it.</summary>
public class UnrecoveredTests
{
    private const int Published = 4; // the byte of a record that has the bit

    [Theory]
    [InlineData(4, 50)]
    [InlineData(1, 50)]
    [InlineData(5, 30_000)] // fills several segments
    public void Half_a_batch_is_not_read(int messages, int length)
    {
        using var directory = new TemporaryDirectory();
        var image = HalfABatch(directory, messages, length);

        LogTesting.AssertSound(image);
        Assert.Equal(["a", "b", "c"], LogTesting.TextsOf(image));
        using var log = MessageLog.OpenReadOnly(image);
        Assert.Equal(4, log.NextSequence);
        Assert.Equal(4, log.Describe().NextSequence);
        Assert.Empty(LogTesting.Texts(log, LogStart.End));
        Assert.Equal(["c"], LogTesting.Texts(log, LogStart.Last));
        Assert.Equal(["c"], LogTesting.Texts(log, LogStart.At(3)));
        Assert.Empty(LogTesting.Texts(log, LogStart.At(4)));
        Assert.Empty(LogTesting.Texts(log, LogStart.Since(DateTimeOffset.MaxValue)));
        Assert.Equal(["a", "b", "c"], LogTesting.Texts(log, LogStart.Since(DateTimeOffset.UnixEpoch)));
        var inside = Assert.Throws<SequenceOutOfRangeException>(() => log.CreateReader(LogStart.At(5)));
        Assert.Equal((1, 4), (inside.FirstAvailable, inside.Next));
    }

    [Theory]
    [InlineData(4, 50)]
    [InlineData(5, 30_000)]
    public void Readers_that_were_open_go_on_with_the_next_writer(int messages, int length)
    {
        using var directory = new TemporaryDirectory();
        var image = HalfABatch(directory, messages, length);
        using var reading = MessageLog.OpenReadOnly(image);
        LogStart[] starts = [LogStart.First, LogStart.Last, LogStart.End, LogStart.At(4), LogStart.Since(DateTimeOffset.MaxValue)];
        var readers = starts.Select(start => reading.CreateReader(start)).ToArray();
        var read = readers.Select(LogTesting.Texts).ToArray();

        using (var log = MessageLog.Open(image))
        {
            Assert.Equal(4, log.NextSequence);
            for (var number = 4; number < 4000; number++)
                log.Append(LogTesting.Bytes($"m{number}"));
        }

        var appended = Enumerable.Range(4, 3996).Select(number => $"m{number}").ToArray();
        for (var index = 0; index < readers.Length; index++)
        {
            read[index].AddRange(LogTesting.Texts(readers[index]));
            Assert.Equal(appended, read[index].SkipWhile(text => text.Length == 1));
            readers[index].Dispose();
        }

        Assert.Equal(["a", "b", "c", .. appended], read[0]);
        Assert.Equal(4000, reading.NextSequence);
        Assert.Equal(["a", "b", "c", .. appended], LogTesting.Texts(reading));
    }

    [Theory]
    [InlineData(WaitStrategy.SpinThenPark)]
    [InlineData(WaitStrategy.BusySpin)]
    [InlineData(WaitStrategy.Sleep)]
    public async Task A_reader_that_waits_behind_half_a_batch_is_woken_by_the_next_message(WaitStrategy strategy)
    {
        using var directory = new TemporaryDirectory();
        var image = HalfABatch(directory, 4, 50);
        using var reading = MessageLog.OpenReadOnly(image);
        using var reader = reading.CreateReader(LogStart.End, new LogReaderOptions { WaitStrategy = strategy });
        using var other = reading.CreateReader(LogStart.First, new LogReaderOptions { WaitStrategy = strategy });
        Assert.Equal(["a", "b", "c"], LogTesting.Texts(other));
        Assert.False(reader.Wait(TimeSpan.FromMilliseconds(1), TestContext.Current.CancellationToken));
        Assert.False(await other.WaitAsync(TimeSpan.FromMilliseconds(1), TestContext.Current.CancellationToken));
        var waiting = Task.Run(() => reader.Wait(Timeout.InfiniteTimeSpan));
        var sleeping = other.WaitAsync(Timeout.InfiniteTimeSpan, TestContext.Current.CancellationToken);

        using var log = MessageLog.Open(image);
        Assert.False(waiting.IsCompleted);
        log.Append("d"u8);
        Assert.True(await waiting);
        Assert.True(await sleeping);
        Assert.Equal(["d"], LogTesting.Texts(reader));
        Assert.Equal(["d"], LogTesting.Texts(other));
    }

    [Fact]
    public void What_is_torn_above_the_durable_mark_ends_the_log_for_readers()
    {
        using var directory = new TemporaryDirectory();
        var image = Image(directory, log =>
        {
            log.Append("a"u8);
            log.Flush();
            foreach (var text in new[] { "b", "c", "d" })
                log.Append(LogTesting.Bytes(text));
        });
        LogTesting.Edit(Segment(image, 0), bytes => bytes[SegmentHeader.Size + (2 * 128) + 64] ^= 1);

        using var reading = MessageLog.OpenReadOnly(image);
        using var reader = reading.CreateReader(LogStart.First);
        Assert.Equal(["a", "b"], LogTesting.Texts(reader));
        Assert.Equal(3, reading.NextSequence);
        using var log = MessageLog.Open(image);
        log.Append("e"u8);
        Assert.Equal(["e"], LogTesting.Texts(reader));
    }

    [Fact]
    public void What_is_damaged_below_the_durable_mark_is_damage_to_readers_too()
    {
        using var directory = new TemporaryDirectory();
        var image = Image(directory, log =>
        {
            foreach (var text in new[] { "a", "b", "c" })
                log.Append(LogTesting.Bytes(text));
            log.Flush();
        });
        LogTesting.Edit(Segment(image, 0), bytes => bytes[SegmentHeader.Size + (2 * 128) + 64] ^= 1);

        using var reading = MessageLog.OpenReadOnly(image);
        using var reader = reading.CreateReader(LogStart.First);
        Assert.True(reader.TryRead(out _) && reader.TryRead(out _));
        Assert.Throws<DamagedFileException>(() => reader.TryRead(out _));
    }

    [Fact]
    public void Half_a_batch_is_not_read_while_a_writer_recovers_the_log()
    {
        using var directory = new TemporaryDirectory();
        var image = HalfABatch(directory, 4, 50);
        using var reading = WhileLocked(image, () => MessageLog.OpenReadOnly(image));
        using var reader = WhileLocked(image, () => reading.CreateReader(LogStart.First));

        Assert.Equal(["a", "b", "c"], LogTesting.Texts(reader));
        using var log = MessageLog.Open(image);
        log.Append("d"u8);
        Assert.Equal(["d"], LogTesting.Texts(reader));
    }

    [Fact]
    public void A_running_writer_s_log_is_read_without_a_look_for_its_end()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory["a"], LogTesting.Small);
        log.Append("a"u8);
        Assert.Equal(long.MaxValue, new UnrecoveredTail(new LogDirectory(FileSystem.Disk, directory["a"])).LastReadable);
    }

    [Fact]
    public void Hints_that_are_missing_show_nothing_of_half_a_batch_and_the_next_writer_is_seen()
    {
        using var directory = new TemporaryDirectory();
        var image = HalfABatch(directory, 4, 50);
        File.Delete(Path.Combine(image, "control.meta"));
        File.Delete(Path.Combine(image, "index.meta"));

        using var reading = MessageLog.OpenReadOnly(image);
        using var reader = reading.CreateReader(LogStart.First);
        Assert.Equal(["a", "b", "c"], LogTesting.Texts(reader));
        using var log = MessageLog.Open(image);
        log.Append("d"u8);
        Assert.Equal(["d"], LogTesting.Texts(reader));
        Assert.Equal(5, reading.NextSequence);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Seals_that_a_power_loss_took_in_any_order_do_not_end_the_log_before_recovery(bool isTorn)
    {
        using var directory = new TemporaryDirectory();
        var image = SealsLostInAnyOrder(directory, isTorn);
        var last = isTorn ? 22 : 51;

        using var reading = MessageLog.OpenReadOnly(image);
        using var first = reading.CreateReader(LogStart.First);
        using var next = reading.CreateReader(LogStart.At(last + 1));
        using var end = reading.CreateReader(LogStart.End);
        Assert.Equal(last, LogTesting.Texts(first).Count);
        Assert.Equal((last + 1, last + 1), (reading.NextSequence, reading.Describe().NextSequence));
        for (var sequence = 1; sequence <= last; sequence++)
            Assert.Equal(last - sequence + 1, LogTesting.Texts(reading, LogStart.At(sequence)).Count);

        using var log = MessageLog.Open(image);
        Assert.Equal(last + 1, log.Append("small enough for what is left of the first segment"u8));
        foreach (var reader in new[] { first, next, end })
            Assert.Single(LogTesting.Texts(reader));
    }

    [Fact]
    public void Nobody_is_kept_back_where_a_writer_says_later_that_it_has_recovered_the_log()
    {
        using var directory = new TemporaryDirectory();
        var image = HalfABatch(directory, 4, 50);
        var log = new LogDirectory(FileSystem.Disk, image);
        using var held = WriterLock.Acquire(log);
        Assert.Equal(3, log.Tail.LastReadable);

        using (var control = ControlFile.OpenForWriting(log))
            control.IsRecovered = true;
        Assert.Equal(long.MaxValue, log.Tail.LastReadable);
    }

    [Fact]
    public void What_another_writer_took_back_that_came_too_late_is_said_again_with_the_next_checkpoint()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory["a"], LogTesting.Small);
        var files = new LogDirectory(FileSystem.Disk, directory["a"]);
        ControlFile.TakeBackRecovered(files);
        Assert.False(WriterLock.IsHeldOverRecovered(files));

        log.Append("a"u8);
        log.Flush();
        Assert.True(WriterLock.IsHeldOverRecovered(files));
    }

    // What a writer that has just taken the lock, and has not recovered anything yet, leaves to be seen.
    private static T WhileLocked<T>(string image, Func<T> look)
    {
        using var held = WriterLock.Acquire(new LogDirectory(FileSystem.Disk, image));
        return look();
    }

    // Three messages and a batch whose first record reached the disk as published, before its last ones did.
    private static string HalfABatch(TemporaryDirectory directory, int messages, int length)
    {
        var first = SegmentHeader.Size + (3 * 128);
        var image = Image(directory, log =>
        {
            foreach (var text in new[] { "a", "b", "c" })
                log.Append(LogTesting.Bytes(text));
            var batch = log.BeginBatch();
            for (var number = 0; number < messages; number++)
                batch.Append(LogTesting.Payload(number, length));
        });
        LogTesting.Edit(Segment(image, 0), bytes => bytes[first + Published] |= 1);
        return image;
    }

    // One small message, durable, then fifty of 3000 bytes in three segments, of which the second alone is sealed on the disk.
    private static string SealsLostInAnyOrder(TemporaryDirectory directory, bool isTorn)
    {
        var hints = new Dictionary<string, byte[]>();
        var image = Image(directory, log =>
        {
            log.Append("a"u8);
            log.Flush();
            foreach (var name in new[] { "control.meta", "index.meta" })
                hints[name] = File.ReadAllBytes(Path.Combine(LogTesting.Copy(directory["alive"], directory["before"]), name));
            for (var number = 0; number < 50; number++)
                log.Append(LogTesting.Payload(number, 3000));
        });
        foreach (var (name, bytes) in hints)
            File.WriteAllBytes(Path.Combine(image, name), bytes);
        foreach (var path in Directory.GetFiles(image, "*.idx"))
            File.Delete(path);
        LogTesting.Edit(Segment(image, 0), UnsealedBatchTests.Unseal);
        if (isTorn)
            LogTesting.Edit(Segment(image, 1), bytes => bytes.AsSpan(SegmentHeader.Size, 512).Clear());
        return image;
    }

    private static string Image(TemporaryDirectory directory, Action<MessageLog> write)
    {
        using var log = MessageLog.Open(directory["alive"], LogTesting.Small);
        write(log);
        return LogTesting.Copy(directory["alive"], directory["image"]);
    }

    private static string Segment(string image, int id) => Path.Combine(image, $"{id:D9}.q");
}
