using System.Text;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

public sealed class MessageRunTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void A_run_has_what_is_there_and_no_more_than_was_asked_for()
    {
        using var log = Filled(10, length: 8);
        using var reader = log.CreateReader(LogStart.First);
        Assert.Equal([1, 2, 3, 4], Sequences(reader.ReadAvailable(4)));
        Assert.Equal([5, 6, 7, 8, 9, 10], Sequences(reader.ReadAvailable()));
        Assert.Empty(Sequences(reader.ReadAvailable()));
        Assert.Empty(Sequences(reader.ReadAvailable(0)));
    }

    [Fact]
    public void Breaking_off_loses_nothing()
    {
        using var log = Filled(5, length: 8);
        using var reader = log.CreateReader(LogStart.First);
        foreach (var message in reader.ReadAvailable())
        {
            if (message.Sequence == 2)
                break;
        }

        Assert.Equal([3, 4, 5], Sequences(reader.ReadAvailable()));
    }

    [Fact]
    public void All_messages_of_a_run_are_valid_together_across_a_roll()
    {
        using var log = Filled(12, length: 20_000); // three in a segment
        using var reader = log.CreateReader(LogStart.First);
        var seen = 0L;
        while (seen < 12)
        {
            var kept = new List<(nint Start, int Length, long Sequence)>();
            foreach (var message in reader.ReadAvailable())
                kept.Add((AddressOf(message.Payload), message.Payload.Length, message.Sequence));
            Assert.NotEmpty(kept);
            foreach (var (start, length, sequence) in kept)
                Assert.True(BytesAt(start, length).SequenceEqual(LogTesting.Payload(sequence, 20_000)), $"message {sequence}");
            seen += kept.Count;
        }
    }

    [Fact]
    public void All_messages_of_a_run_are_valid_together_across_a_segment_without_any_of_their_type()
    {
        using var log = MessageLog.Open(_directory.Path, LogTesting.Small);
        for (var number = 1; number <= 9; number++) // three in a segment
            log.Append(LogTesting.Payload(number, 20_000), (ushort)(number is > 3 and <= 6 ? 2 : 1));
        using var reader = log.CreateReader(LogStart.First, new LogReaderOptions { Type = 1 });
        var seen = new List<long>();
        while (reader.NextSequence < 10)
        {
            var kept = new List<(nint Start, int Length, long Sequence)>();
            foreach (var message in reader.ReadAvailable())
                kept.Add((AddressOf(message.Payload), message.Payload.Length, message.Sequence));
            foreach (var (start, length, sequence) in kept)
                Assert.True(BytesAt(start, length).SequenceEqual(LogTesting.Payload(sequence, 20_000)), $"message {sequence}");
            seen.AddRange(kept.Select(message => message.Sequence));
        }

        Assert.Equal([1, 2, 3, 7, 8, 9], seen);
    }

    [Fact]
    public void A_span_that_is_kept_for_too_long_reads_something_and_never_faults()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var kept = new List<(nint Start, int Length)>();
        using (var log = Filled(40, length: 20_000))
        using (var reader = log.CreateReader(LogStart.First))
        {
            while (reader.TryRead(out var message))
                kept.Add((AddressOf(message.Payload), message.Payload.Length));
        }

        Assert.Equal(40, kept.Count);
        foreach (var (start, length) in kept)
            _ = BytesAt(start, length).IndexOf((byte)1); // a process that dies here fails the test
    }

    [Fact]
    public void Only_messages_of_the_type_asked_for_are_read()
    {
        using var log = MessageLog.Open(_directory.Path, LogTesting.Small);
        for (var number = 0; number < 3000; number++)
            log.Append(LogTesting.Bytes($"{number}"), (ushort)(number % 3));
        using var reader = log.CreateReader(LogStart.First, new LogReaderOptions { Type = 2 });
        for (var number = 2; number < 3000; number += 3)
        {
            Assert.True(reader.TryRead(out var message));
            Assert.Equal(2, message.Type);
            Assert.Equal(number + 1, message.Sequence);
            Assert.Equal($"{number}", Encoding.UTF8.GetString(message.Payload));
        }

        Assert.False(reader.TryRead(out _));
        Assert.Equal(3001, reader.NextSequence);
    }

    [Fact]
    public void A_filter_by_type_does_not_lead_beyond_what_is_durable()
    {
        using var log = MessageLog.Open(_directory.Path, LogTesting.Small);
        log.Append([1], 1);
        log.Flush();
        log.Append([2], 1);
        log.Append([3], 2);
        using var reader = log.CreateReader(LogStart.First, new LogReaderOptions { Type = 2, DurableOnly = true });
        Assert.False(reader.TryRead(out _));
        log.Flush();
        Assert.True(reader.TryRead(out var message));
        Assert.Equal(3, message.Sequence);
    }

    public void Dispose() => _directory.Dispose();

    private static List<long> Sequences(MessageRun run)
    {
        var sequences = new List<long>();
        foreach (var message in run)
            sequences.Add(message.Sequence);
        return sequences;
    }

    private static unsafe nint AddressOf(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
            return (nint)start;
    }

    private static unsafe ReadOnlySpan<byte> BytesAt(nint start, int length) => new((void*)start, length);

    private MessageLog Filled(int messages, int length)
    {
        var log = MessageLog.Open(_directory.Path, LogTesting.Small);
        for (var number = 1; number <= messages; number++)
            log.Append(LogTesting.Payload(number, length));
        return log;
    }
}
