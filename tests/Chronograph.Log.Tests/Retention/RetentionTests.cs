using Chronograph.Selftest;
using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

public class RetentionTests
{
    private const long SegmentSize = 64 * 1024;

    [Fact]
    public void The_oldest_segments_beyond_a_size_go_and_numbering_goes_on()
    {
        using var directory = new TemporaryDirectory();
        using (var log = Fill(directory.Path))
        {
            var before = log.Describe();
            var dry = log.Retain(new RetentionPolicy { MaxBytes = 3 * SegmentSize }, dryRun: true);
            Assert.Equal(before.Segments.Count, log.Describe().Segments.Count);
            var report = log.Retain(new RetentionPolicy { MaxBytes = 3 * SegmentSize });
            Assert.Equal(dry.Removed, report.Removed);
            Assert.Equal(before.Segments.Count - 3, report.Removed.Count);
            Assert.Equal(report.Removed.Count * SegmentSize, report.FreedBytes);
            Assert.Equal(report.FirstSequence, log.FirstSequence);
            Assert.Equal(3, Directory.GetFiles(directory.Path, "*.q").Count(path => new FileInfo(path).Length > 0 && !IsPrepared(path)));
            Assert.Equal(2001, log.Append("more"u8));
            Assert.Equal(2002 - report.FirstSequence, LogTesting.Texts(log).Count);
        }

        LogTesting.AssertSound(directory.Path);
        File.Delete(directory["control.meta"]);
        using var again = MessageLog.Open(directory.Path);
        Assert.Equal(2002, again.NextSequence);
    }

    [Fact]
    public void Segments_go_by_age_and_the_newest_never()
    {
        using var directory = new TemporaryDirectory();
        using var log = Fill(directory.Path);
        Assert.Empty(log.Retain(new RetentionPolicy { MaxAge = TimeSpan.FromHours(1) }).Removed);
        Assert.Empty(log.Retain(new RetentionPolicy { MaxAge = TimeSpan.MaxValue }).Removed);
        Assert.Empty(log.Retain(new RetentionPolicy()).Removed);
        log.Retain(new RetentionPolicy { MaxAge = TimeSpan.Zero, MaxBytes = 0 });
        Assert.Single(log.Describe().Segments);
        Assert.Equal(2001, log.Append("more"u8));
    }

    [Fact]
    public void The_newest_messages_stay_while_nothing_is_published_in_the_segment_behind()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory["alive"], LogTesting.Small);
        for (var segment = 1; segment <= 3; segment++)
            log.Append(new byte[SegmentSize - SegmentHeader.Size - RecordLayout.HeaderSize]);
        var batch = log.BeginBatch();
        batch.Append("begins a segment"u8);
        log.Flush();
        Assert.Equal(2, log.Retain(new RetentionPolicy { MaxBytes = 0 }).Removed.Count);

        var image = LogTesting.Copy(directory["alive"], directory["image"]);
        LogTesting.Edit(Path.Combine(image, "000000003.q"), bytes => bytes.AsSpan().Clear()); // nothing has made it durable
        using (var after = MessageLog.Open(image))
            Assert.Equal(4, after.NextSequence);
        batch.Commit();
        Assert.Single(log.Retain(new RetentionPolicy { MaxBytes = 0 }).Removed);
    }

    [Fact]
    public void A_cursor_holds_segments_back_up_to_a_lag()
    {
        using var directory = new TemporaryDirectory();
        using var log = Fill(directory.Path);
        var segments = log.Describe().Segments;
        using (var cursor = log.OpenCursor("slow"))
            cursor.Save(segments[1].FirstSequence);
        Assert.Single(log.Retain(new RetentionPolicy { MaxBytes = 0 }).Removed);
        Assert.Equal(segments[1].FirstSequence, log.FirstSequence);
        Assert.Equal(segments.Count - 4, log.Retain(new RetentionPolicy { MaxBytes = 0, MaxLag = 3 * SegmentSize }).Removed.Count);
        using var left = log.OpenCursor("slow");
        var error = Assert.Throws<SequenceOutOfRangeException>(() => left.CreateReader());
        Assert.Equal(log.FirstSequence, error.FirstAvailable);
    }

    [Fact]
    public void A_reader_in_a_removed_segment_reads_it_to_its_end()
    {
        using var directory = new TemporaryDirectory();
        using var log = Fill(directory.Path);
        var second = log.Describe().Segments[1].FirstSequence;
        using var reader = log.CreateReader(LogStart.First);
        log.Retain(new RetentionPolicy { MaxBytes = 0 });
        for (var sequence = 1; sequence < second; sequence++)
            Assert.True(reader.TryRead(out _));
        Assert.Throws<SequenceOutOfRangeException>(() => reader.TryRead(out _));
    }

    [Fact]
    public void A_reader_of_the_first_message_begins_with_the_next_segment_when_that_one_goes_meanwhile()
    {
        using var directory = new TemporaryDirectory();
        var files = new VanishingFileSystem();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small, files);
        for (var number = 1; number <= 1000; number++)
            log.Append(LogTesting.Payload(number, 200));
        log.WaitUntilWorkerIsIdle();
        var second = log.Describe().Segments[1].FirstSequence;
        files.Vanishing = "000000000.q";
        using var reader = log.CreateReader(LogStart.First);
        Assert.Null(files.Vanishing);
        Assert.True(reader.TryRead(out var message));
        Assert.Equal(second, message.Sequence);
    }

    private static MessageLog Fill(string directory)
    {
        var log = MessageLog.Open(directory, LogTesting.Small);
        for (var number = 1; number <= 2000; number++)
            log.Append(LogTesting.Payload(number, 200));
        return log;
    }

    private static bool IsPrepared(string path) => File.ReadAllBytes(path).AsSpan(0, 64).IndexOfAnyExcept((byte)0) < 0;

    /// <summary>The disk, on which retention removes a segment at the worst moment: between finding and entering it.</summary>
    private sealed class VanishingFileSystem : ForwardingFileSystem
    {
        public string? Vanishing { get; set; }

        public override StorageFile Open(string path, FileIntent intent)
        {
            var file = base.Open(path, intent);
            if (Path.GetFileName(path) == Vanishing)
            {
                Vanishing = null;
                Delete(path);
            }

            return file;
        }
    }
}
