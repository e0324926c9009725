using System.Buffers.Binary;
using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

/// <summary>Structures whose content no writer leaves, one by one.</summary>
public class HostileHeadersTests
{
    private const int Header = 64;

    [Fact]
    public void A_segment_without_header_before_sealed_ones_is_damage_to_everybody_who_looks()
    {
        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small))
        {
            for (var number = 0; number < 300; number++)
                log.Append(new byte[1000]);
        }

        LogTesting.Edit(directory["000000000.q"], bytes => bytes.AsSpan(0, Header).Clear());
        using var readOnly = MessageLog.OpenReadOnly(directory.Path);
        var error = Assert.Throws<DamagedFileException>(() => readOnly.Describe());
        Assert.Equal((directory["000000000.q"], 0L), (error.Path, error.Offset));
        Assert.Throws<DamagedFileException>(() => readOnly.CreateReader(LogStart.At(1)));
    }

    [Fact]
    public void The_greatest_writer_epoch_in_a_segment_is_not_passed_by_zero()
    {
        using var directory = new TemporaryDirectory();
        Append(directory.Path);
        LogTesting.Edit(directory["000000000.q"], bytes => SetEpoch(bytes.AsSpan(Header), uint.MaxValue));
        for (var writer = 2; writer <= 4; writer++)
            Append(directory.Path);
        LogTesting.AssertSound(directory.Path);
        Assert.Empty(MessageLog.Repair(directory.Path, apply: false).Actions);
        Assert.Equal(4, LogTesting.TextsOf(directory.Path).Count);
    }

    [Theory]
    [InlineData(uint.MaxValue)]
    [InlineData(uint.MaxValue - 1)]
    [InlineData(1u << 30)]
    public void A_writer_epoch_that_only_the_control_file_claims_is_believed_as_far_as_it_can_be(uint claimed)
    {
        using var directory = new TemporaryDirectory();
        Append(directory.Path);
        LogTesting.Edit(directory["control.meta"], bytes => BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(64), claimed));
        Append(directory.Path);
        using var log = MessageLog.OpenReadOnly(directory.Path);
        Assert.Equal(2u, log.Describe().WriterEpoch);
        LogTesting.AssertSound(directory.Path);
    }

    private static void Append(string path)
    {
        using var log = MessageLog.Open(path, LogTesting.Small);
        log.Append("message"u8);
    }

    private static void SetEpoch(Span<byte> record, uint epoch)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(record[RecordLayout.WriterEpoch..], epoch);
        var salt = new RecordSalt(SegmentId.First).For(epoch);
        var sum = RecordHeader.Checksum(
            salt,
            new RecordWord(BinaryPrimitives.ReadUInt64LittleEndian(record)),
            BinaryPrimitives.ReadInt64LittleEndian(record[RecordLayout.Sequence..]),
            BinaryPrimitives.ReadInt64LittleEndian(record[RecordLayout.Timestamp..]),
            BinaryPrimitives.ReadUInt32LittleEndian(record[RecordLayout.PayloadChecksum..]),
            0,
            default);
        BinaryPrimitives.WriteUInt32LittleEndian(record[RecordLayout.HeaderChecksum..], sum);
    }
}
