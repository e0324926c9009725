using System.Diagnostics;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

/// <summary>Logs that the first build with format version 1 wrote. They are never written again.</summary>
public class GoldenTests
{
    private const int Messages = 130;
    private const int BatchMessages = 171;
    private const int LargestMessage = 161;

    [Fact]
    public void A_closed_log_of_version_1_reads_back()
    {
        using var directory = new TemporaryDirectory();
        var path = LogTesting.Copy(GoldenDirectory("log-v1"), directory["log"]);
        LogTesting.AssertSound(path);
        using (var log = MessageLog.OpenReadOnly(path))
        {
            AssertMessages(log, Messages);
            var described = log.Describe();
            Assert.Equal((65536, 1u, Messages), (described.SegmentSize, described.WriterEpoch, described.DurableSequence));
            Assert.Equal([true, false], described.Segments.Select(segment => segment.Sealed));
        }

        using (var log = MessageLog.Open(path))
        {
            Assert.True(log.Recovery!.WasClosed);
            Assert.Equal(Messages + 1, log.Append("more"u8));
        }
    }

    [Fact]
    public void A_log_of_version_1_whose_writer_was_killed_in_a_batch_reads_back()
    {
        using var directory = new TemporaryDirectory();
        var path = LogTesting.Copy(GoldenDirectory("log-v1-killed"), directory["log"]);
        LogTesting.AssertSound(path);
        using (var log = MessageLog.OpenReadOnly(path))
            AssertMessages(log, 10);
        using (var log = MessageLog.Open(path))
        {
            Assert.Equal((11, 5L), (log.NextSequence, log.Recovery!.MessagesScanned));
            Assert.True(log.Recovery.DroppedBytes > 0);
            AssertMessages(log, 10);
        }
    }

    [Fact]
    public void A_log_of_version_1_with_a_batch_across_segments_the_largest_message_and_cursors_reads_back()
    {
        using var directory = new TemporaryDirectory();
        var path = LogTesting.Copy(GoldenDirectory("log-v1-batch"), directory["log"]);
        LogTesting.Copy(Path.Combine(GoldenDirectory("log-v1-batch"), "readers"), Path.Combine(path, "readers"));
        LogTesting.AssertSound(path);
        using (var log = MessageLog.OpenReadOnly(path))
        {
            AssertMessages(log, BatchMessages);
            var described = log.Describe();
            Assert.Equal([true, true, true, true, false], described.Segments.Select(segment => segment.Sealed));
            Assert.Equal(
                [new LogCursorPosition("audit", 7, 165), new LogCursorPosition("billing", 150, 22)],
                described.Cursors.OrderBy(cursor => cursor.Name, StringComparer.Ordinal));
        }

        using (var log = MessageLog.Open(path))
        {
            Assert.Equal(BatchMessages + 1, log.Append("more"u8));
            using var cursor = log.OpenCursor("billing");
            cursor.Save(151);
            Assert.Equal(151, cursor.NextSequence);
        }
    }

    [Fact]
    public void A_log_of_version_1_without_messages_opens()
    {
        using var directory = new TemporaryDirectory();
        var path = LogTesting.Copy(GoldenDirectory("log-v1-empty"), directory["log"]);
        LogTesting.AssertSound(path);
        using (var log = MessageLog.OpenReadOnly(path))
            Assert.Equal((1, 1, 0), (log.FirstSequence, log.NextSequence, log.DurableSequence));
        using (var log = MessageLog.Open(path))
            Assert.Equal((1, 65536), (log.Append("first"u8), log.Describe().SegmentSize));
    }

    /// <summary>Appends the first messages of the golden logs.</summary>
    internal static void Write(MessageLog log, int from, int to)
    {
        for (var number = from; number <= to; number++)
            log.Append(Payload(number), Properties(number));
    }

    internal static byte[] Payload(int number) => number % 10 == 0
        ? []
        : number == LargestMessage ? LogTesting.Bytes(new string('l', 65536 - 128))
        : LogTesting.Bytes($"message {number} {new string('x', number * 13 % 1900)}");

    internal static MessageProperties Properties(int number) => new(
        (ushort)(number % 7),
        1_700_000_000_000_000_000 + (number * 1_001L),
        number % 3 == 0 ? ActivityTraceId.CreateFromString($"{number:x32}") : default,
        number % 3 == 0 ? ActivitySpanId.CreateFromString($"{number:x16}") : default);

    private static void AssertMessages(MessageLog log, int count)
    {
        using var reader = log.CreateReader(LogStart.First);
        for (var number = 1; number <= count; number++)
        {
            Assert.True(reader.TryRead(out var message));
            var expected = Properties(number);
            Assert.Equal(number, message.Sequence);
            Assert.Equal((expected.Type, expected.TimestampNs), (message.Type, message.TimestampNs));
            Assert.Equal((expected.TraceId.ToHexString(), expected.SpanId.ToHexString()), (message.TraceId.ToHexString(), message.SpanId.ToHexString()));
            Assert.True(message.Payload.SequenceEqual(Payload(number)));
        }

        Assert.False(reader.TryRead(out _));
    }

    private static string GoldenDirectory(string name) =>
        Path.Combine(Repository.Root, "tests", "Chronograph.Log.Tests", "Golden", name);
}
