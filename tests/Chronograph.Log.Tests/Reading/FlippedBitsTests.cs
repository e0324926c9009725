using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

/// <summary>A reader that is under way hands out no message of which a bit is not as it was written.</summary>
public class FlippedBitsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(48)]
    [InlineData(64)]
    [InlineData(112)]
    [InlineData(128)]
    public void Every_bit_of_a_message_counts(int length)
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        for (var number = 1; number <= 3; number++)
            log.Append(LogTesting.Payload(number, length));
        using var reader = log.CreateReader(LogStart.First);
        Assert.True(reader.TryRead(out _)); // from here on the reader knows the writer's epoch

        using var file = FileSystem.Disk.Open(new LogDirectory(FileSystem.Disk, directory.Path).SegmentPath(SegmentId.First), FileIntent.ReadWrite);
        var second = SegmentHeader.Size + RecordLayout.SizeOf(length);
        for (var bit = 0; bit < 8 * (RecordLayout.HeaderSize + length); bit++)
        {
            Flip(file, second, bit);
            Assert.False(IsHandedOut(reader), $"bit {bit}");
            Flip(file, second, bit);
        }

        Assert.True(reader.TryRead(out var message));
        Assert.Equal(LogTesting.Payload(2, length), message.Payload);
        Assert.Equal(2, message.Sequence);
    }

    [Fact]
    public void Short_messages_are_those_whose_checksum_is_quickly_had()
    {
        foreach (var flags in Enumerable.Range(0, 16).Select(flags => (byte)flags))
        {
            for (var length = 0; length < 300; length++)
            {
                var word = RecordWord.Create(length, type: 0x1234, flags);
                Assert.Equal(word.IsMessage && !word.HasUnknownBits && Crc32.IsShort(length), word.IsShortMessage);
            }
        }
    }

    private static bool IsHandedOut(LogReader reader)
    {
        try
        {
            return reader.TryRead(out _);
        }
        catch (DamagedFileException)
        {
            return false;
        }
    }

    private static void Flip(StorageFile file, long record, int bit)
    {
        Span<byte> one = stackalloc byte[1];
        file.Read(one, record + (bit / 8));
        one[0] ^= (byte)(1 << (bit % 8));
        file.Write(one, record + (bit / 8));
    }
}
