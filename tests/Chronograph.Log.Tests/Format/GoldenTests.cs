using System.Diagnostics;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

/// <summary>Logs that the first build with format version 1 wrote. They are never written again.</summary>
public class GoldenTests
{
    private const int Messages = 130;

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

    /// <summary>Appends the first messages of the golden logs.</summary>
    internal static void Write(MessageLog log, int from, int to)
    {
        for (var number = from; number <= to; number++)
            log.Append(Payload(number), Properties(number));
    }

    internal static byte[] Payload(int number) => number % 10 == 0
        ? []
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

    private static string GoldenDirectory(string name)
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Chronograph.slnx")))
                return Path.Combine(directory.FullName, "tests", "Chronograph.Log.Tests", "Golden", name);
        }

        throw new DirectoryNotFoundException("The tests run inside the repository.");
    }
}
