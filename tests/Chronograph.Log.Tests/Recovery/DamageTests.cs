using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

public class DamageTests
{
    [Fact]
    public void Every_flipped_bit_of_the_used_part_is_found()
    {
        using var directory = new TemporaryDirectory();
        var (path, used) = ClosedLog(directory);
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        for (var bit = 0; bit < used * 8; bit++)
        {
            Flip(file, bit);
            Assert.False(IsSound(directory.Path), $"bit {bit % 8} of byte {bit / 8}");
            Flip(file, bit);
        }

        file.Dispose();
        LogTesting.AssertSound(directory.Path);
    }

    [Fact]
    public void Flipped_bits_behind_the_end_are_found()
    {
        using var directory = new TemporaryDirectory();
        var (path, used) = ClosedLog(directory);
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        for (long bit = used * 8; bit < file.Length * 8; bit += 997)
        {
            Flip(file, bit);
            Assert.False(IsSound(directory.Path), $"bit {bit}");
            Flip(file, bit);
        }
    }

    [Fact]
    public void A_flipped_bit_never_makes_reading_or_opening_wrong_or_endless()
    {
        using var directory = new TemporaryDirectory();
        var (path, used) = ClosedLog(directory);
        var expected = LogTesting.TextsOf(directory.Path);
        var original = File.ReadAllBytes(path);
        for (var bit = 0; bit < used * 8; bit += 19)
        {
            var bytes = original.ToArray();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(path, bytes);
            var read = ReadUntilDamage(directory.Path);
            Assert.Equal(expected.Take(read.Count), read);
            var error = Record.Exception(() => MessageLog.Open(directory.Path).Dispose());
            Assert.True(error is null or ChronographException, $"bit {bit}: {error}");
            read = ReadUntilDamage(directory.Path);
            Assert.Equal(expected.Take(read.Count), read);
            File.WriteAllBytes(path, original);
            File.Delete(directory["control.meta"]);
            File.Delete(directory["index.meta"]);
        }
    }

    [Fact]
    public void Every_length_that_a_file_may_be_cut_to_is_found()
    {
        using var directory = new TemporaryDirectory();
        var (path, used) = ClosedLog(directory);
        var original = File.ReadAllBytes(path);
        for (var length = 0; length < original.Length; length += length < used + 10 ? 1 : 4099)
        {
            File.WriteAllBytes(path, original[..length]);
            Assert.False(IsSound(directory.Path), $"length {length}");
            var error = Record.Exception(() => LogTesting.TextsOf(directory.Path));
            Assert.True(error is null or ChronographException, $"length {length}: {error}");
        }
    }

    [Fact]
    public void Damage_in_a_sealed_segment_is_named_and_everything_else_is_still_checked()
    {
        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small))
        {
            for (var number = 0; number < 2000; number++)
                log.Append(LogTesting.Payload(number, 100));
        }

        var second = SegmentHeader.Size + 192;
        LogTesting.Edit(directory["000000000.q"], bytes => bytes[second + 70] ^= 4);
        LogTesting.Edit(directory["000000002.q"], bytes => bytes[SegmentHeader.Size + 8] ^= 4);
        var verification = MessageLog.Verify(directory.Path);
        Assert.Equal([("000000000.q", second), ("000000002.q", 64)], verification.Damage.Select(damage => (damage.File, (int)damage.Offset)));
        Assert.Equal(1998, verification.Messages);
        using var readOnly = MessageLog.OpenReadOnly(directory.Path);
        using var reader = readOnly.CreateReader(LogStart.First);
        Assert.True(reader.TryRead(out _));
        var error = Assert.Throws<DamagedFileException>(() => reader.TryRead(out _));
        Assert.Equal((directory["000000000.q"], second), (error.Path, error.Offset));
        Assert.Throws<DamagedFileException>(() => reader.TryRead(out _));
    }

    [Fact]
    public void Damage_that_makes_other_checks_fail_too_is_listed_once()
    {
        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small))
        {
            for (var number = 0; number < 20; number++)
                log.Append(new byte[100]);
        }

        LogTesting.Edit(directory["000000000.q"], bytes => bytes[SegmentHeader.Size + (5 * 192) + 20] ^= 1);
        var damage = Assert.Single(MessageLog.Verify(directory.Path, null, TestContext.Current.CancellationToken).Damage);
        Assert.Equal(SegmentHeader.Size + (5 * 192), damage.Offset);
        Assert.Contains("checksum", damage.Reason);
    }

    [Fact]
    public void A_cursor_in_which_no_place_can_be_read_is_a_note()
    {
        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small))
        {
            log.Append("a"u8);
            using var cursor = log.OpenCursor("reader");
            cursor.Save(1);
        }

        LogTesting.Edit(directory["readers/reader.cursor"], bytes => bytes.AsSpan().Fill(0x55));
        var verification = MessageLog.Verify(directory.Path, null, TestContext.Current.CancellationToken);
        Assert.True(verification.Ok);
        Assert.Equal("reader.cursor", Assert.Single(verification.Notes).File);
    }

    [Fact]
    public void A_missing_segment_is_named()
    {
        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small))
        {
            for (var number = 0; number < 2000; number++)
                log.Append(LogTesting.Payload(number, 100));
        }

        File.Delete(directory["000000001.q"]);
        var damage = Assert.Single(MessageLog.Verify(directory.Path).Damage);
        Assert.Equal("000000001.q", damage.File);
    }

    [Fact]
    public void A_lost_seal_is_found()
    {
        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small))
        {
            for (var number = 0; number < 2000; number++)
                log.Append(LogTesting.Payload(number, 100));
        }

        for (var bit = 0; bit < 64 * 8; bit++)
        {
            LogTesting.Edit(directory["000000001.q"], bytes => bytes[bit / 8] ^= (byte)(1 << (bit % 8)));
            Assert.False(IsSound(directory.Path), $"bit {bit % 8} of byte {bit / 8}");
            LogTesting.Edit(directory["000000001.q"], bytes => bytes[bit / 8] ^= (byte)(1 << (bit % 8)));
        }

        LogTesting.AssertSound(directory.Path);
    }

    // A log of one segment with plain, empty, traced and batched messages, closed.
    private static (string Path, int Used) ClosedLog(TemporaryDirectory directory)
    {
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small))
        {
            log.Append("plain"u8, 3);
            log.Append([]);
            using var batch = log.BeginBatch();
            batch.Append("one"u8, new MessageProperties(4, TraceId: System.Diagnostics.ActivityTraceId.CreateRandom()));
            batch.Append("two"u8);
            batch.Commit();
        }

        return (directory["000000000.q"], SegmentHeader.Size + 128 + 64 + 128 + 128);
    }

    private static bool IsSound(string directory)
    {
        try
        {
            return MessageLog.Verify(directory).Ok;
        }
        catch (UnsupportedFormatException)
        {
            return false;
        }
    }

    private static List<string> ReadUntilDamage(string directory)
    {
        var texts = new List<string>();
        try
        {
            using var log = MessageLog.OpenReadOnly(directory);
            using var reader = log.CreateReader(LogStart.First);
            while (reader.TryRead(out var message))
                texts.Add(System.Text.Encoding.UTF8.GetString(message.Payload));
        }
        catch (ChronographException)
        {
        }

        return texts;
    }

    private static void Flip(FileStream file, long bit)
    {
        file.Position = bit / 8;
        var value = file.ReadByte();
        file.Position = bit / 8;
        file.WriteByte((byte)(value ^ (1 << (int)(bit % 8))));
        file.Flush();
    }
}
