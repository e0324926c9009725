using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

public class ReaderTests
{
    [Fact]
    public void A_reader_starts_where_it_is_told()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        for (var number = 1; number <= 5000; number++)
            log.Append(LogTesting.Bytes($"m{number}"), new MessageProperties(TimestampNs: number * 1000));

        Assert.Equal("m1", First(log, LogStart.First));
        Assert.Equal("m5000", First(log, LogStart.Last));
        Assert.Null(First(log, LogStart.End));
        Assert.Null(First(log, LogStart.At(5001)));
        foreach (var number in new[] { 1, 2, 511, 512, 513, 1000, 2047, 4999, 5000 })
        {
            Assert.Equal($"m{number}", First(log, LogStart.At(number)));
            Assert.Equal($"m{number}", First(log, LogStart.Since(DateTimeOffset.UnixEpoch.AddTicks(number * 10))));
            Assert.Equal(number < 5000 ? $"m{number + 1}" : null, First(log, LogStart.Since(DateTimeOffset.UnixEpoch.AddTicks((number * 10) + 1))));
        }

        Assert.Equal("m1", First(log, LogStart.Since(DateTimeOffset.UnixEpoch)));
        Assert.Null(First(log, LogStart.Since(DateTimeOffset.UtcNow)));
        var error = Assert.Throws<SequenceOutOfRangeException>(() => log.CreateReader(LogStart.At(5002)));
        Assert.Equal((5002, 1, 5001), (error.Sequence, error.FirstAvailable, error.Next));
    }

    [Fact]
    public void A_reader_of_an_empty_log_sees_the_first_message()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        Assert.Equal((1, 1, 0), (log.FirstSequence, log.NextSequence, log.DurableSequence));
        using var readOnly = MessageLog.OpenReadOnly(directory.Path);
        Assert.Equal((1, 1, 0), (readOnly.FirstSequence, readOnly.NextSequence, readOnly.DurableSequence));
        foreach (var start in new[] { LogStart.First, LogStart.Last, LogStart.End, LogStart.At(1), LogStart.Since(DateTimeOffset.UtcNow) })
        {
            using var reader = readOnly.CreateReader(start);
            Assert.False(reader.TryRead(out _));
        }

        using var waiting = readOnly.CreateReader(LogStart.Last);
        log.Append("a"u8);
        Assert.Equal(["a"], LogTesting.Texts(waiting));
        Assert.Equal(2, readOnly.NextSequence);
    }

    [Fact]
    public void A_reader_follows_across_rolls()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        using var reader = MessageLog.OpenReadOnly(directory.Path).CreateReader(LogStart.First);
        for (var number = 1; number <= 3000; number++)
        {
            log.Append(LogTesting.Payload(number, number % 700));
            Assert.True(reader.TryRead(out var message));
            Assert.True(message.Payload.SequenceEqual(LogTesting.Payload(number, number % 700)));
            Assert.False(reader.TryRead(out _));
        }
    }

    [Fact]
    public void Only_a_log_can_be_opened_for_reading_and_nothing_is_created()
    {
        using var directory = new TemporaryDirectory();
        Assert.Throws<StoreNotFoundException>(() => MessageLog.OpenReadOnly(directory["missing"]));
        Assert.Throws<StoreNotFoundException>(() => MessageLog.OpenReadOnly(directory.Path));
        Assert.Throws<StoreNotFoundException>(() => MessageLog.Verify(directory.Path));
        Assert.False(MessageLog.Exists(directory.Path));
        Assert.Empty(Directory.GetFileSystemEntries(directory.Path));

        using (var log = MessageLog.Open(directory["log"], LogTesting.Small))
            log.Append("a"u8);
        Assert.True(MessageLog.Exists(directory["log"]));
        File.Delete(directory["log/writer.lock"]);
        var before = Directory.GetFiles(directory["log"]).Order().ToArray();
        using (var log = MessageLog.OpenReadOnly(directory["log"]))
        {
            Assert.Equal(["a"], LogTesting.Texts(log));
            Assert.False(log.Describe().WriterLocked);
        }

        LogTesting.AssertSound(directory["log"]);
        Assert.Equal(before, Directory.GetFiles(directory["log"]).Order());
    }

    [Fact]
    public void Waiting_ends_with_a_message_a_timeout_or_a_cancellation()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        using var reader = log.CreateReader(LogStart.First);
        Assert.False(reader.Wait(TimeSpan.Zero));
        Assert.False(reader.Wait(TimeSpan.FromMilliseconds(20)));
        using var cancelled = new CancellationTokenSource(20);
        Assert.Throws<OperationCanceledException>(() => reader.Wait(Timeout.InfiniteTimeSpan, cancelled.Token));

        var waiting = Task.Run(() => reader.Wait(Timeout.InfiniteTimeSpan));
        Thread.Sleep(30);
        log.Append("a"u8);
        Assert.True(waiting.Result);
        Assert.Equal(["a"], LogTesting.Texts(reader));
        Assert.False(reader.Wait(TimeSpan.Zero));
    }

    [Fact]
    public void A_reader_whose_segments_are_gone_is_told_where_to_go_on()
    {
        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small))
        {
            for (var number = 1; number <= 3000; number++)
                log.Append(LogTesting.Payload(number, 100));
        }

        using var readOnly = MessageLog.OpenReadOnly(directory.Path);
        var second = readOnly.Describe().Segments[1];
        using var reader = readOnly.CreateReader(LogStart.First);
        File.Delete(directory["000000000.q"]);
        File.Delete(directory["000000001.q"]);
        var third = readOnly.Describe().Segments[0];
        Assert.Equal(third.FirstSequence, readOnly.FirstSequence);
        while (reader.NextSequence < second.FirstSequence)
            Assert.True(reader.TryRead(out _));
        var error = Assert.Throws<SequenceOutOfRangeException>(() => reader.TryRead(out _));
        Assert.Equal((second.FirstSequence, third.FirstSequence), (error.Sequence, error.FirstAvailable));
        Assert.Throws<SequenceOutOfRangeException>(() => readOnly.CreateReader(LogStart.At(1)));
        LogTesting.AssertSound(directory.Path);
        using (var log = MessageLog.Open(directory.Path))
            Assert.Equal(3001, log.NextSequence);
    }

    [Fact]
    public void A_disposed_reader_reads_nothing()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        log.Append("a"u8);
        var reader = log.CreateReader(LogStart.First);
        reader.Dispose();
        reader.Dispose();
        Assert.Throws<ObjectDisposedException>(() => reader.TryRead(out _));
        Assert.Throws<ObjectDisposedException>(() => reader.Wait(TimeSpan.Zero));
    }

    private static string? First(MessageLog log, LogStart start)
    {
        using var reader = log.CreateReader(start);
        return reader.TryRead(out var message) ? System.Text.Encoding.UTF8.GetString(message.Payload) : null;
    }

    [Fact]
    public unsafe void The_largest_message_that_the_format_has_is_one()
    {
        var header = stackalloc byte[RecordLayout.HeaderSize];
        *(long*)(header + RecordLayout.Sequence) = 7;
        *(long*)(header + RecordLayout.Timestamp) = 8;
        var message = new Message(header, int.MaxValue); // of which only the header is there
        Assert.Equal((int.MaxValue, 7, 8), (message.Payload.Length, message.Sequence, message.TimestampNs));
        Assert.Equal(RecordLayout.HeaderSize, message.Header.Length);
        Assert.True(default(Message).Payload.IsEmpty);
        Assert.True(default(Message).Header.IsEmpty);
    }
}
