using System.Buffers.Binary;
using Chronograph.Selftest;
using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

public class RepairTests
{
    private const string Segment0 = "000000000.q";
    private const string Segment1 = "000000001.q";

    [Fact]
    public void A_sound_log_needs_no_repair_and_is_not_changed()
    {
        using var directory = new TemporaryDirectory();
        Fill(directory.Path, 2000);
        var repair = MessageLog.Repair(directory.Path, apply: false);
        Assert.Empty(repair.Actions);
        Assert.Equal((2000, 0, 2001, false), (repair.KeptMessages, repair.LostMessages, repair.NextSequence, repair.Applied));
    }

    [Fact]
    public void A_segment_in_a_file_that_is_too_long_is_repaired_within_its_size()
    {
        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small))
        {
            for (var number = 0; number < 5; number++)
                log.Append(new byte[30_000]);
        }

        LogTesting.Edit(directory[Segment0], bytes =>
        {
            bytes[20] ^= 4;
            bytes[SegmentHeader.Size + RecordLayout.SizeOf(30_000) + 16] ^= 4; // the second of two records
        });
        using (var file = new FileStream(directory[Segment0], FileMode.Append))
            file.Write(Enumerable.Repeat((byte)1, 1152).ToArray());
        Assert.NotEmpty(MessageLog.Repair(directory.Path).Actions);
        Assert.Empty(MessageLog.Verify(directory.Path).Damage);
    }

    [Fact]
    public void Sound_records_behind_the_size_of_their_segment_are_set_aside_with_what_is_too_long()
    {
        using var directory = new TemporaryDirectory();
        Fill(directory["log"], 2000);
        using (var larger = MessageLog.Open(directory["larger"], LogTesting.Small with { SegmentSize = 2 * LogTesting.Small.SegmentSize }))
        {
            for (var number = 1; number <= 600; number++)
                larger.Append(LogTesting.Payload(number, 100));
        }

        var hostile = File.ReadAllBytes(directory[$"larger/{Segment0}"]);
        var header = SegmentHeader.Read(Segment0, hostile, out _)!.Value with { SegmentSize = LogTesting.Small.SegmentSize };
        header.Write(hostile);
        File.WriteAllBytes(directory[$"log/{Segment0}"], hostile);
        var repair = MessageLog.Repair(directory["log"]);
        LogTesting.AssertSound(directory["log"]);
        var copies = repair.SetAside.Sum(path => new FileInfo(path).Length);
        Assert.True(copies >= LogTesting.Small.SegmentSize, $"{copies} bytes set aside");
    }

    [Theory]
    [InlineData("readers/reader.cursor", 64, 16, long.MaxValue)]
    [InlineData("readers/reader.cursor", 64, 16, long.MaxValue - 1)]
    [InlineData("control.meta", 192, 0, long.MaxValue)]
    [InlineData("control.meta", 192, 0, long.MaxValue - 1)]
    public void A_number_that_no_log_can_reach_is_not_gone_on_from_when_all_segments_are_lost(string name, int block, int field, long number)
    {
        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small))
        {
            for (var count = 0; count < 150; count++)
                log.Append(new byte[1000]);
            using (var cursor = log.OpenCursor("reader"))
                cursor.Save(151);
            log.Retain(new RetentionPolicy { MaxBytes = LogTesting.Small.SegmentSize });
        }

        foreach (var segment in Directory.GetFiles(directory.Path, "*.q"))
            LogTesting.Edit(segment, bytes => bytes.AsSpan().Clear());
        LogTesting.Edit(directory[name], bytes =>
        {
            for (var at = block; at <= Math.Min(block + 64, bytes.Length - 64); at += 64)
            {
                var part = bytes.AsSpan(at, 64);
                BinaryPrimitives.WriteInt64LittleEndian(part[field..], number);
                BinaryPrimitives.WriteUInt32LittleEndian(part[60..], Crc32C.Compute(part[..60]));
            }
        });
        MessageLog.Repair(directory.Path);
        LogTesting.AssertSound(directory.Path);
        using (var log = MessageLog.Open(directory.Path))
            Assert.Equal(151, log.Append("next"u8));
        LogTesting.AssertSound(directory.Path);
    }

    [Fact]
    public void A_repair_that_has_no_room_leaves_no_half_of_a_copy()
    {
        using var directory = new TemporaryDirectory();
        Fill(directory["log"], 2000);
        LogTesting.Edit(directory[$"log/{Segment0}"], bytes => bytes.AsSpan(SegmentHeader.Size + 192, 500).Fill(0xAA));
        var files = new FaultyFileSystem { FailsToWrite = path => path.Contains(".bytes", StringComparison.Ordinal) };
        Assert.Throws<StorageFullException>(() => MessageLog.Repair(directory["log"], apply: true, files));
        Assert.Empty(Directory.GetFiles(directory["log/quarantine"]));
        files.FailsToWrite = _ => false;
        var copy = Assert.Single(MessageLog.Repair(directory["log"], apply: true, files).SetAside);
        Assert.Contains(Enumerable.Repeat((byte)0xAA, 500).ToArray().AsSpan(), File.ReadAllBytes(copy));
    }

    [Fact]
    public void A_damaged_record_becomes_a_gap_and_all_others_keep_their_numbers()
    {
        using var directory = new TemporaryDirectory();
        Fill(directory.Path, 2000);
        var third = SegmentHeader.Size + (2 * 192);
        LogTesting.Edit(directory[Segment0], bytes => bytes[third + 70] ^= 4);
        LogTesting.Edit(directory[Segment1], bytes => bytes[SegmentHeader.Size + 8] ^= 4);
        var before = File.ReadAllBytes(directory[Segment0]);
        var preview = MessageLog.Repair(directory.Path, apply: false);
        Assert.Equal(2, preview.Actions.Count);
        Assert.Equal(before, File.ReadAllBytes(directory[Segment0]));
        Assert.False(Directory.Exists(directory["quarantine"]));

        var repair = MessageLog.Repair(directory.Path);
        Assert.Equal((true, 1998, 2, 2001), (repair.Applied, repair.KeptMessages, repair.LostMessages, repair.NextSequence));
        Assert.Equal([(Segment0, third), (Segment1, 64)], repair.Actions.Select(action => (action.File, (int)action.Offset)));
        Assert.Equal(before[third..(third + 192)], File.ReadAllBytes(repair.SetAside[0]));
        var verification = MessageLog.Verify(directory.Path);
        Assert.True(verification.Ok, string.Join("; ", verification.Damage));
        Assert.Equal((1998, 2), (verification.Messages, verification.LostMessages));

        using var log = MessageLog.Open(directory.Path);
        Assert.Equal(2001, log.Append("more"u8));
        using var reader = log.CreateReader(LogStart.First);
        var numbers = Numbers(reader);
        Assert.Equal(1999, numbers.Count);
        Assert.Equal([1, 2, 4], numbers.Take(3));
        Assert.Equal((2, 2002), (reader.LostMessages, reader.NextSequence));
        using var fromLost = log.CreateReader(LogStart.At(3));
        Assert.True(fromLost.TryRead(out var message));
        Assert.Equal(4, message.Sequence);
        Assert.Equal(2002, log.NextSequence);
        Assert.Empty(MessageLog.Repair(LogTesting.Copy(directory.Path, directory["copy"]), apply: false).Actions);
    }

    [Fact]
    public void A_missing_segment_becomes_a_gap()
    {
        using var directory = new TemporaryDirectory();
        Fill(directory.Path, 2000);
        var missing = Described(directory.Path).Segments[2];
        File.Delete(directory["000000002.q"]);
        Assert.False(MessageLog.Verify(directory.Path).Ok);
        var repair = MessageLog.Repair(directory.Path);
        Assert.Equal((2000 - missing.MessageCount, missing.MessageCount), (repair.KeptMessages, repair.LostMessages));
        AssertWorks(directory.Path, 2000, lost: missing.MessageCount);
    }

    [Fact]
    public void Segments_missing_at_the_end_of_a_flushed_log_use_up_their_numbers()
    {
        using var directory = new TemporaryDirectory();
        Fill(directory.Path, 2000);
        var segments = Described(directory.Path).Segments;
        foreach (var segment in segments.Skip(3))
            File.Delete(directory[$"{segment.Id:D9}.q"]);
        Assert.Throws<DamagedFileException>(() => MessageLog.Open(directory.Path));
        MessageLog.Repair(directory.Path);
        AssertWorks(directory.Path, 2000, lost: segments.Skip(3).Sum(segment => segment.MessageCount));
    }

    [Fact]
    public void A_lost_segment_header_is_written_anew_and_costs_no_message()
    {
        using var directory = new TemporaryDirectory();
        Fill(directory.Path, 2000);
        foreach (var name in new[] { Segment0, "000000003.q" })
            LogTesting.Edit(directory[name], bytes => bytes.AsSpan(0, 64).Clear());
        MessageLog.Repair(directory.Path);
        AssertWorks(directory.Path, 2000, lost: 0);
    }

    [Fact]
    public void A_cleared_committed_bit_is_set_again()
    {
        using var directory = new TemporaryDirectory();
        Fill(directory.Path, 2000);
        LogTesting.Edit(directory[Segment1], bytes => bytes[SegmentHeader.Size + 192 + RecordLayout.Flags] = 0);
        var repair = MessageLog.Repair(directory.Path);
        Assert.Empty(repair.SetAside);
        AssertWorks(directory.Path, 2000, lost: 0);
    }

    [Fact]
    public void A_segment_that_was_cut_loses_what_was_cut_and_no_more()
    {
        using var directory = new TemporaryDirectory();
        Fill(directory.Path, 2000);
        var kept = (10_000 - SegmentHeader.Size) / 192;
        using (var file = File.OpenWrite(directory[Segment1]))
            file.SetLength(10_000);
        var repair = MessageLog.Repair(directory.Path);
        Assert.Equal(Described(directory.Path).Segments[1].MessageCount - kept, repair.LostMessages);
        AssertWorks(directory.Path, 2000, repair.LostMessages);
    }

    [Fact]
    public void Damage_in_the_middle_of_what_was_flushed_is_refused_by_opening_and_mended_by_repair()
    {
        using var directory = new TemporaryDirectory();
        Fill(directory.Path, 100);
        LogTesting.Edit(directory[Segment0], bytes => bytes.AsSpan(SegmentHeader.Size + (98 * 192), 2 * 192).Fill(0xAA));
        Assert.Throws<DamagedFileException>(() => MessageLog.Open(directory.Path));
        Assert.Equal(2, MessageLog.Repair(directory.Path).LostMessages);
        AssertWorks(directory.Path, 100, lost: 2);
    }

    [Fact]
    public void Hints_of_another_log_are_forgotten_when_no_damage_explains_them()
    {
        using var directory = new TemporaryDirectory();
        Fill(directory["a"], 50);
        using (var control = ControlFile.OpenForWriting(new LogDirectory(FileSystem.Disk, directory["a"])))
            control.WriteCheckpoint(new Checkpoint(control.ReadCheckpoint()!.Value.Generation + 1, 1_000_000, new SegmentId(0), 128, 192, false));
        File.WriteAllBytes(directory["a/index.meta"], [0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0]);
        var repair = MessageLog.Repair(directory["a"]);
        Assert.Equal(0, repair.LostMessages);
        AssertWorks(directory["a"], 50, lost: 0);
    }

    [Fact]
    public void A_mark_without_a_message_in_a_later_segment_is_none()
    {
        using var directory = new TemporaryDirectory();
        Fill(directory.Path, 0);
        LogTesting.Edit(directory["control.meta"], bytes =>
        {
            for (var slot = 0; slot < 2; slot++)
            {
                var checkpoint = bytes.AsSpan(192 + (slot * Checkpoint.Size), Checkpoint.Size);
                BinaryPrimitives.WriteInt64LittleEndian(checkpoint[8..], 64); // the segment
                BinaryPrimitives.WriteUInt32LittleEndian(checkpoint[60..], Crc32C.Compute(checkpoint[..60]));
            }
        });
        File.WriteAllBytes(directory[Segment0], [1, .. new byte[LogTesting.Small.SegmentSize - 1]]); // there or not: it is prepared in the background
        MessageLog.Repair(directory.Path);
        Assert.Single(Directory.GetFiles(directory.Path, "*.q"));
        AssertGoesOn(directory.Path, next: 1);
    }

    [Fact]
    public void A_mark_within_a_sound_record_is_forgotten_and_not_gone_on_from()
    {
        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small))
            log.Append(RecordBytes(sequence: 5)); // a message that holds one, as anybody's may
        using (var control = ControlFile.OpenForWriting(new LogDirectory(FileSystem.Disk, directory.Path)))
        {
            const int Inner = SegmentHeader.Size + RecordLayout.HeaderSize;
            control.WriteCheckpoint(new Checkpoint(control.ReadCheckpoint()!.Value.Generation + 1, 5, SegmentId.First, Inner, Inner + (2 * RecordLayout.HeaderSize), true));
        }

        LogTesting.Edit(directory[Segment0], bytes => bytes[0] = 1);
        MessageLog.Repair(directory.Path);
        AssertGoesOn(directory.Path, next: 2);
    }

    [Fact]
    public void A_repair_takes_the_writers_lock()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        Assert.Throws<StoreLockedException>(() => MessageLog.Repair(directory.Path));
        Assert.Throws<StoreLockedException>(() => MessageLog.Repair(directory.Path, apply: false));
    }

    [Fact]
    public void A_repair_that_dies_at_any_write_is_run_again_and_loses_nothing()
    {
        using var directory = new TemporaryDirectory();
        Fill(directory["log"], 2000);
        foreach (var name in new[] { Segment0, Segment1, "000000003.q" })
            LogTesting.Edit(directory[$"log/{name}"], bytes => bytes.AsSpan(SegmentHeader.Size + 192, 500).Fill(0xAA));
        LogTesting.Edit(directory[$"log/{Segment1}"], bytes => bytes.AsSpan(0, 64).Clear());
        File.Delete(directory["log/000000002.q"]);
        LogTesting.Copy(directory["log"], directory["whole"]);
        var expected = MessageLog.Repair(directory["whole"]);
        var random = Randomness.Create(out _);
        for (var writes = 0; ; writes += random.Next(1, 9))
        {
            var image = LogTesting.Copy(directory["log"], directory[$"image-{writes}"]);
            var error = Record.Exception(() => MessageLog.Repair(image, apply: true, new DyingFileSystem(writes)));
            if (error is null)
            {
                Assert.True(writes > 20);
                return;
            }

            Assert.IsAssignableFrom<IOException>(error);
            MessageLog.Repair(image);
            AssertWorks(image, 2000, expected.LostMessages);
        }
    }

    private static void Fill(string directory, int count)
    {
        using var log = MessageLog.Open(directory, LogTesting.Small);
        for (var number = 1; number <= count; number++)
            log.Append(LogTesting.Payload(number, 100));
    }

    private static LogDescription Described(string directory)
    {
        using var log = MessageLog.OpenReadOnly(directory);
        return log.Describe();
    }

    private static List<long> Numbers(LogReader reader)
    {
        var numbers = new List<long>();
        while (reader.TryRead(out var message))
        {
            numbers.Add(message.Sequence);
            if (message.Payload.Length == 100)
                Assert.True(message.Payload.SequenceEqual(LogTesting.Payload(message.Sequence, 100)));
        }

        return numbers;
    }

    // 64 bytes of payload, and 64 more that belong to no record.
    private static byte[] RecordBytes(long sequence)
    {
        var bytes = new byte[3 * RecordLayout.HeaderSize];
        var word = RecordWord.Create(RecordLayout.HeaderSize, 0, RecordWord.Committed);
        var payload = Crc32.Compute(bytes.AsSpan(RecordLayout.HeaderSize, RecordLayout.HeaderSize));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, word.Value);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(RecordLayout.Sequence), sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(RecordLayout.PayloadChecksum), payload);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(RecordLayout.WriterEpoch), 1);
        var checksum = RecordHeader.Checksum(new RecordSalt(SegmentId.First).For(1), word, sequence, 0, payload, 0, default);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(RecordLayout.HeaderChecksum), checksum);
        return bytes;
    }

    private static void AssertGoesOn(string directory, long next)
    {
        LogTesting.AssertSound(directory);
        using (var log = MessageLog.Open(directory))
            Assert.Equal(next, log.Append("next"u8));
        LogTesting.AssertSound(directory);
    }

    private static void AssertWorks(string directory, long appended, long lost)
    {
        LogTesting.AssertSound(directory);
        using (var log = MessageLog.Open(directory))
        {
            Assert.Equal(appended + 1, log.Append("next"u8));
            using var reader = log.CreateReader(LogStart.First);
            Assert.Equal(appended - lost + 1, Numbers(reader).Count);
            Assert.Equal(lost, reader.LostMessages);
            foreach (var sequence in new[] { 1, appended / 3, appended / 2, appended, appended + 1 })
            {
                using var seeking = log.CreateReader(LogStart.At(sequence));
                Assert.True(seeking.TryRead(out var message));
                Assert.True(message.Sequence >= sequence);
            }
        }

        LogTesting.AssertSound(directory);
    }

    /// <summary>Fails at one write and at everything behind it, as if the process had died there.</summary>
    private sealed class DyingFileSystem(int writes) : ForwardingFileSystem
    {
        private int _left = writes;

        public override void Before(Operation operation, string path)
        {
            if (_left-- <= 0)
                throw new IOException("died");
        }
    }
}
