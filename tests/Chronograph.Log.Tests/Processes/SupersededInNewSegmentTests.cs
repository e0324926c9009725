using Chronograph.Selftest;
using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

/// <summary>A superseded writer that had begun a segment in which nothing is published yet.</summary>
public class SupersededInNewSegmentTests
{
    private const int MostOperations = 200;
    private static readonly byte[] WholeSegment = new byte[65536 - SegmentHeader.Size - RecordLayout.HeaderSize];

    [Theory]
    [InlineData("batch", false)]
    [InlineData("batch", true)]
    [InlineData("batch of two segments", false)]
    [InlineData("batch of two segments", true)]
    [InlineData("claim", false)]
    [InlineData("claim", true)]
    public void What_it_goes_on_to_store_there_is_in_no_file_of_the_log(string open, bool isEmpty)
    {
        using var directory = new TemporaryDirectory();
        using var old = new OldWriter(directory.Path, isEmpty);
        using var reader = MessageLog.OpenReadOnly(directory.Path).CreateReader(LogStart.First);
        Assert.Equal(old.Published, LogTesting.Texts(reader).Count); // from here on it stands in the new segment
        var claim = open == "claim" ? old.Log.Claim(100) : default;
        var batch = open == "claim" ? default : old.Log.BeginBatch();
        if (open != "claim")
            batch.Append("old"u8);
        if (open == "batch of two segments")
            batch.Append(WholeSegment);

        using (var log = old.Supersede(FileSystem.Disk))
        {
            log.Append("new 1"u8);
            if (open == "claim")
                claim.Commit();
            else
                Record.Exception(() => batch.Commit());
            Record.Exception(() => old.Log.Append("old"u8)); // it may not know yet
            log.Append("new 2"u8);
            Assert.Equal(["new 1", "new 2"], LogTesting.Texts(log).Skip(old.Published));
            Assert.Equal(["new 1", "new 2"], LogTesting.Texts(reader));
            Assert.Throws<WriterFaultedException>(old.Log.Flush);
        }

        LogTesting.AssertSound(directory.Path);
        using var after = MessageLog.Open(directory.Path);
        Assert.Equal(old.Published + 3, after.NextSequence);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_takeover_that_is_killed_at_any_step_is_finished_by_the_next_writer(bool isEmpty)
    {
        var number = 0;
        do
        {
            number++;
            Assert.True(number < MostOperations);
        }
        while (KillAt(number, isEmpty));
        Assert.True(number > 15, $"only {number} operations");
    }

    // Returns whether there was an operation of that number.
    private static bool KillAt(int number, bool isEmpty)
    {
        using var directory = new TemporaryDirectory();
        using var old = new OldWriter(directory.Path, isEmpty);
        using var reader = MessageLog.OpenReadOnly(directory.Path).CreateReader(LogStart.First);
        Assert.Equal(old.Published, LogTesting.Texts(reader).Count);
        var batch = old.Log.BeginBatch();
        batch.Append("old"u8);

        var files = new EndingFileSystem(number);
        var killed = Record.Exception(() => old.Supersede(files).Dispose()) is not null;
        using (var log = MessageLog.Open(directory.Path))
        {
            log.Append("new 1"u8);
            Record.Exception(() => batch.Commit());
            Record.Exception(() => old.Log.Append("old"u8));
            log.Append("new 2"u8);
            Assert.Equal(["new 1", "new 2"], LogTesting.Texts(log).Skip(old.Published));
            Assert.Equal(["new 1", "new 2"], LogTesting.Texts(reader));
        }

        LogTesting.AssertSound(directory.Path);
        return killed;
    }

    [Fact]
    public void A_log_that_ends_with_a_segment_without_messages_goes_on_behind_it()
    {
        using var directory = new TemporaryDirectory();
        using var old = new OldWriter(directory.Path, isEmpty: false);
        old.Log.Claim(100);
        using (var log = old.Supersede(FileSystem.Disk))
        {
            log.WaitUntilWorkerIsIdle(); // the index is written
            Assert.Equal([1, 0], log.Describe().Segments.Select(segment => segment.MessageCount));
        }

        LogTesting.AssertSound(directory.Path);
        Assert.Empty(MessageLog.Verify(directory.Path).Notes);
        using var reader = MessageLog.OpenReadOnly(directory.Path).CreateReader(LogStart.End);
        using var last = MessageLog.OpenReadOnly(directory.Path).CreateReader(LogStart.Last);
        Assert.Single(LogTesting.Texts(last));
        for (var life = 2; life <= 4; life++)
        {
            using var log = MessageLog.Open(directory.Path);
            Assert.True(log.Recovery!.WasClosed);
            Assert.Equal(life, log.Append(LogTesting.Bytes($"new {life}")));
            Assert.Equal([$"new {life}"], LogTesting.Texts(reader));
            Assert.Equal([$"new {life}"], LogTesting.Texts(last));
            Assert.Equal([$"new {life}"], LogTesting.Texts(log, LogStart.At(life)));
            log.Retain(new RetentionPolicy { MaxBytes = 1 });
        }

        LogTesting.AssertSound(directory.Path);
    }

    /// <summary>A writer in whose place another comes, as if it had been suspended.</summary>
    private sealed class OldWriter : IDisposable
    {
        private readonly string _directory;

        public OldWriter(string directory, bool isEmpty)
        {
            _directory = directory;
            Log = MessageLog.Open(directory, LogTesting.Small);
            if (isEmpty)
                return;
            Log.Append(WholeSegment);
            Log.WaitUntilWorkerIsIdle();
            Published = 1;
        }

        public MessageLog Log { get; }

        /// <summary>How many messages it has published: they fill one segment.</summary>
        public int Published { get; }

        public MessageLog Supersede(FileSystem files)
        {
            Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux tells files apart here");
            File.Delete(Path.Combine(_directory, "writer.lock"));
            return MessageLog.Open(_directory, null, files);
        }

        public void Dispose() => Log.Dispose();
    }

    /// <summary>Does nothing any more from one operation on, like a process that was killed.</summary>
    private sealed class EndingFileSystem(int last) : ForwardingFileSystem
    {
        private int _count;

        public override void Before(Operation operation, string path)
        {
            if (Interlocked.Increment(ref _count) >= last)
                throw new IOException("The process is dead.");
        }
    }
}
