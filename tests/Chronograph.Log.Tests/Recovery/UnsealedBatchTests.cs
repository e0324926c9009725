using Chronograph.Testing;

namespace Chronograph.Log.Tests;

/// <summary>A batch across segments is published by one store; the seals come after it. In between it is there as a whole.</summary>
public class UnsealedBatchTests
{
    private const int Messages = 100;
    private const int Length = 3000; // five segments: 21 messages in each but the last
    private const int Size = 3072;
    private const int EndOfFirst = SegmentHeader.Size + (2 * 128) + (21 * Size);
    private const int LastRecord = SegmentHeader.Size + ((Messages - (4 * 21) - 1) * Size);

    private static readonly string[] Whole = ["a", "b", .. Enumerable.Range(0, Messages).Select(TextOf)];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_batch_whose_segments_are_not_sealed_yet_is_read_to_its_end(int sealedAlready)
    {
        using var directory = new TemporaryDirectory();
        var image = KilledBeforeTheSeals(directory, sealedAlready);

        LogTesting.AssertSound(image);
        using var log = MessageLog.OpenReadOnly(image);
        Assert.Equal(Whole, LogTesting.Texts(log));
        Assert.Equal(Whole.Length + 1, log.NextSequence);
        Assert.Equal((Whole.Length + 1, Whole.Length), (log.Describe().NextSequence, log.Describe().Segments.Sum(segment => segment.MessageCount)));
        Assert.Equal([Whole[^1]], LogTesting.Texts(log, LogStart.Last));
        Assert.Empty(LogTesting.Texts(log, LogStart.End));
        Assert.Empty(LogTesting.Texts(log, LogStart.Since(DateTimeOffset.MaxValue)));
        for (var sequence = 1; sequence <= Whole.Length; sequence++)
            Assert.Equal(Whole[sequence - 1], LogTesting.Texts(log, LogStart.At(sequence))[0]);
    }

    [Fact]
    public void Readers_go_on_behind_it_with_the_next_writer()
    {
        using var directory = new TemporaryDirectory();
        var image = KilledBeforeTheSeals(directory, sealedAlready: 0);
        using var reading = MessageLog.OpenReadOnly(image);
        LogStart[] starts = [LogStart.First, LogStart.Last, LogStart.End, LogStart.At(40), LogStart.Since(DateTimeOffset.MaxValue)];
        var readers = starts.Select(start => reading.CreateReader(start)).ToArray();
        foreach (var reader in readers)
            LogTesting.Texts(reader);

        using var log = MessageLog.Open(image);
        Assert.Equal((Whole.Length + 1, 0), (log.NextSequence, log.Recovery!.DroppedBytes));
        Assert.Equal(Whole, LogTesting.Texts(log));
        for (var number = 0; number < 1000; number++)
            log.Append(LogTesting.Bytes(TextOf(number)));
        foreach (var reader in readers)
        {
            Assert.Equal(Enumerable.Range(0, 1000).Select(TextOf), LogTesting.Texts(reader));
            reader.Dispose();
        }
    }

    [Fact]
    public void A_reader_of_one_type_and_one_that_was_there_before_the_kill_read_it_too()
    {
        using var directory = new TemporaryDirectory();
        var image = KilledBeforeTheSeals(directory, sealedAlready: 0);
        var files = new LogDirectory(Chronograph.Storage.FileSystem.Disk, image);
        using (WriterLock.Acquire(files))
        using (var control = ControlFile.OpenForWriting(files))
            control.IsRecovered = true; // as if the writer lived
        using var held = Chronograph.Storage.DirectoryLock.Acquire(files.Files, image);
        using var log = MessageLog.OpenReadOnly(image);
        using var reader = log.CreateReader(LogStart.First);
        using var ofType = log.CreateReader(LogStart.First, new LogReaderOptions { Type = 7 });

        Assert.True(reader.HasMore());
        Assert.Equal(Whole, LogTesting.Texts(reader));
        Assert.Empty(LogTesting.Texts(ofType));
        Assert.Equal(Whole.Length + 1, ofType.NextSequence);
        Assert.Equal(Whole.Length + 1, log.NextSequence);
    }

    [Theory]
    [InlineData(1, SegmentHeader.Size + 4)] // the bit of a record in its middle
    [InlineData(4, LastRecord + 4)] // of its last one
    public void A_record_of_it_that_is_not_committed_is_damage(int segment, int committed)
    {
        using var directory = new TemporaryDirectory();
        var image = KilledBeforeTheSeals(directory, sealedAlready: 0);
        LogTesting.Edit(Path.Combine(image, $"{segment:D9}.q"), bytes => bytes[committed] ^= 1);

        Assert.Contains($"{segment:D9}.q", MessageLog.Verify(image).Damage.Select(damage => damage.File));
        Assert.Equal(["a", "b"], LogTesting.TextsOf(image));
        using (var log = MessageLog.Open(image))
            Assert.Equal(3, log.NextSequence);
        LogTesting.AssertSound(image);
    }

    [Fact]
    public void An_older_state_of_its_last_record_with_another_batch_begun_behind_is_no_damage()
    {
        using var directory = new TemporaryDirectory();
        var image = Path.Combine(directory.Path, "image");
        var last = (int)(SegmentHeader.Size + RecordLayout.SizeOf(1) + RecordLayout.SizeOf(1));
        using (var log = MessageLog.Open(directory["alive"], LogTesting.Small))
        {
            log.Append("a"u8);
            log.Flush();
            byte[] open;
            using (var batch = log.BeginBatch())
            {
                batch.Append("b"u8);
                batch.Append("c"u8);
                open = File.ReadAllBytes(LogTesting.Copy(directory["alive"], directory["open"]) + "/000000000.q")[last..(last + RecordLayout.HeaderSize)];
                batch.Commit();
            }

            using var next = log.BeginBatch();
            next.Append("d"u8);
            next.Append("e"u8);
            LogTesting.Copy(directory["alive"], image);
            LogTesting.Edit(Path.Combine(image, "000000000.q"), bytes => open.CopyTo(bytes, last));
        }

        LogTesting.AssertSound(image);
        Assert.Equal(["a"], LogTesting.TextsOf(image));
        using (var log = MessageLog.Open(image))
            Assert.Equal(2, log.NextSequence);
        Assert.Empty(Directory.GetDirectories(image, "quarantine"));
        LogTesting.AssertSound(image);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)] // all before it
    public void Its_last_segment_cut_within_the_header_is_damage(int sealedAlready)
    {
        using var directory = new TemporaryDirectory();
        var image = KilledBeforeTheSeals(directory, sealedAlready);
        LogTesting.Edit(Path.Combine(image, "000000004.q"), bytes => bytes.AsSpan(30).Clear());
        using (var file = File.OpenWrite(Path.Combine(image, "000000004.q")))
            file.SetLength(30);

        var damage = MessageLog.Verify(image).Damage;
        Assert.Contains("000000004.q", damage.Select(one => one.File));
        Assert.Distinct(damage);
        if (sealedAlready == 0)
            Assert.Equal(["a", "b"], LogTesting.TextsOf(image));
    }

    [Fact]
    public void What_a_claim_left_behind_its_records_goes_when_the_seal_is_finished()
    {
        using var directory = new TemporaryDirectory();
        var image = KilledBeforeTheSeals(directory, sealedAlready: 0);
        LogTesting.Edit(Path.Combine(image, "000000000.q"), bytes => bytes.AsSpan(EndOfFirst, 100).Fill(8));

        LogTesting.AssertSound(image);
        Assert.Equal(Whole, LogTesting.TextsOf(image));
        MessageLog.Open(image).Dispose();
        LogTesting.AssertSound(image);
        Assert.Equal(Whole, LogTesting.TextsOf(image));
    }

    // A writer that was killed behind the store that publishes its batch, and before it had sealed what the batch had filled.
    internal static string KilledBeforeTheSeals(TemporaryDirectory directory, int sealedAlready)
    {
        using var log = MessageLog.Open(directory["alive"], LogTesting.Small);
        log.Append("a"u8);
        log.Flush();
        log.Append("b"u8);
        using (var batch = log.BeginBatch())
        {
            for (var number = 0; number < Messages; number++)
                batch.Append(LogTesting.Bytes(TextOf(number)));
            batch.Commit();
        }

        var image = LogTesting.Copy(directory["alive"], directory["image"]);
        foreach (var path in Directory.GetFiles(image, "*.q").Order().Skip(sealedAlready))
            LogTesting.Edit(path, Unseal);
        foreach (var path in Directory.GetFiles(image, "*.idx"))
            File.Delete(path);
        return image;
    }

    internal static void Unseal(byte[] segment)
    {
        if (segment.Length >= SegmentHeader.Size && SegmentHeader.Read("", segment, out _) is { } header)
            header.Unsealed.Write(segment);
    }

    private static string TextOf(int number) => $"{number}-".PadRight(Length, 'x');
}
