using Chronograph.Selftest;
using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

/// <summary>A writer whose lock file was deleted under it, so that another could come.</summary>
public class SupersededWriterTests
{
    [Fact]
    public void It_is_told_at_its_next_flush_and_takes_no_more()
    {
        using var directory = new TemporaryDirectory();
        using var old = MessageLog.Open(directory.Path, LogTesting.Small);
        old.Append("old"u8);
        old.Flush();
        File.Delete(directory["writer.lock"]);
        using (var log = MessageLog.Open(directory.Path))
        {
            var error = Assert.Throws<WriterFaultedException>(old.Flush);
            Assert.IsType<StoreLockedException>(error.InnerException);
            Assert.Throws<WriterFaultedException>(() => old.Append("no"u8));
            log.Append("new"u8);
        }

        old.Dispose();
        LogTesting.AssertSound(directory.Path);
        Assert.Equal(["old", "new"], LogTesting.TextsOf(directory.Path));
    }

    [Fact]
    public void It_wakes_up_and_stores_into_files_that_nobody_opens()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux tells files apart here");
        using var directory = new TemporaryDirectory();
        using var old = ChildProcess.Start("append-when-told", directory.Path);
        Assert.Equal("10", AskToAppend(old));
        Signal(old, "STOP");
        File.Delete(directory["writer.lock"]);
        using var reader = MessageLog.OpenReadOnly(directory.Path).CreateReader(LogStart.First);
        Assert.Equal(10, LogTesting.Texts(reader).Count);
        using (var log = MessageLog.Open(directory.Path))
        {
            Assert.Equal(11, log.Append("new 11"u8));
            log.Flush();
            Assert.Single(LogTesting.Texts(reader)); // a reader with the old file goes on in what follows
            Signal(old, "CONT");
            Assert.Equal("20", AskToAppend(old)); // it cannot know yet
            for (var sequence = 12; sequence <= 200; sequence++)
                log.Append(LogTesting.Bytes($"new {sequence} {new string('.', 1000)}"));
            old.StandardInput.WriteLine("flush");
            Assert.Equal("WriterFaultedException: StoreLockedException", old.StandardOutput.ReadLine());
            AssertIsOf(log, 200);
        }

        old.StandardInput.Close();
        old.WaitForExit();
        LogTesting.AssertSound(directory.Path);
        using var after = MessageLog.Open(directory.Path);
        AssertIsOf(after, 200);
        Assert.Equal(189, LogTesting.Texts(reader).Count);
    }

    [Fact]
    public void It_is_told_when_a_copy_takes_the_place_of_its_directory()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux tells files apart here");
        using var directory = new TemporaryDirectory();
        using var old = ChildProcess.Start("append-when-told", directory["log"]);
        Assert.Equal("10", AskToAppend(old));
        Signal(old, "STOP");
        LogTesting.Copy(directory["log"], directory["copy"]);
        Directory.Move(directory["log"], directory["away"]);
        Directory.Move(directory["copy"], directory["log"]);
        using (var log = MessageLog.Open(directory["log"]))
        {
            for (var sequence = 11; sequence <= 200; sequence++)
                log.Append(LogTesting.Bytes($"new {sequence} {new string('.', 1000)}"));
            Signal(old, "CONT");
            old.StandardInput.WriteLine("roll");
            Assert.Equal("WriterFaultedException: StoreLockedException", old.StandardOutput.ReadLine());
            old.StandardInput.WriteLine("flush");
            Assert.Equal("WriterFaultedException: StoreLockedException", old.StandardOutput.ReadLine());
            AssertIsOf(log, 200);
        }

        old.StandardInput.Close();
        old.WaitForExit();
        LogTesting.AssertSound(directory["log"]);
        Assert.Equal(200, LogTesting.TextsOf(directory["log"]).Count);
    }

    [Fact]
    public void A_killed_writer_whose_lock_file_is_there_costs_no_segment()
    {
        using var directory = new TemporaryDirectory();
        for (var life = 1; life <= 5; life++)
        {
            using var child = ChildProcess.Start("append-when-told", directory.Path);
            Assert.Equal((10 * life).ToString(System.Globalization.CultureInfo.InvariantCulture), AskToAppend(child));
            child.Kill();
            child.WaitForExit();
        }

        using var log = MessageLog.Open(directory.Path);
        Assert.Single(log.Describe().Segments);
    }

    private static string? AskToAppend(System.Diagnostics.Process writer)
    {
        writer.StandardInput.WriteLine("append");
        return writer.StandardOutput.ReadLine();
    }

    // Ten messages of the first writer, and the rest of the second.
    private static void AssertIsOf(MessageLog log, int count)
    {
        var texts = LogTesting.Texts(log);
        Assert.Equal(count, texts.Count);
        Assert.All(texts.Take(10), text => Assert.StartsWith("old ", text, StringComparison.Ordinal));
        Assert.All(texts.Skip(10), text => Assert.StartsWith("new ", text, StringComparison.Ordinal));
    }

    private static void Signal(System.Diagnostics.Process process, string signal)
    {
        using var kill = System.Diagnostics.Process.Start("kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Its_open_batch_neither_seals_nor_removes_segments_of_the_other(bool commits)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux tells files apart here");
        using var directory = new TemporaryDirectory();
        using (var old = MessageLog.Open(directory.Path, LogTesting.Small))
        {
            old.Append("old 1"u8);
            using var batch = old.BeginBatch();
            for (var number = 0; number < 100; number++)
                batch.Append(LogTesting.Payload(number, 3000));
            File.Delete(directory["writer.lock"]);
            using var log = MessageLog.Open(directory.Path);
            for (var number = 2; number <= 150; number++)
                log.Append(LogTesting.Bytes($"new {number} {new string('.', 3000)}"));
            if (commits)
                Assert.Throws<WriterFaultedException>(() => batch.Commit());
            else
                batch.Dispose();

            Assert.Throws<WriterFaultedException>(() => old.Append("no"u8));
            batch.Dispose();
            Assert.Equal(1, LogTesting.Texts(old).Count(text => text.StartsWith("old", StringComparison.Ordinal)));
            Assert.Equal(150, LogTesting.Texts(log).Count);
            Assert.Equal(151, log.Append("new 151"u8));
        }

        Assert.DoesNotContain(directory.Path, File.ReadAllText("/proc/self/maps"), StringComparison.Ordinal);
        LogTesting.AssertSound(directory.Path);
        Assert.Equal(151, LogTesting.TextsOf(directory.Path).Count);
    }

    [Fact]
    public void One_that_was_superseded_while_it_opened_does_not_touch_the_log()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux tells files apart here");
        using var directory = new TemporaryDirectory();
        using (var before = ChildProcess.Start("append-when-told", directory.Path))
        {
            Assert.Equal("10", AskToAppend(before));
            before.Kill();
            before.WaitForExit();
        }

        MessageLog? log = null;
        var files = new MeetingFileSystem(path =>
        {
            if (log is not null || !path.EndsWith(".q", StringComparison.Ordinal))
                return; // else it scans: the longest part of opening a log
            File.Delete(directory["writer.lock"]);
            log = MessageLog.Open(directory.Path, LogTesting.Small);
            for (var sequence = 11; sequence <= 200; sequence++)
                log.Append(LogTesting.Bytes($"new {sequence} {new string('.', 1000)}"));
        });
        var error = Assert.Throws<StoreLockedException>(() => MessageLog.Open(directory.Path, null, files));
        Assert.Equal(directory.Path, error.Path);
        log!.Append("new 201"u8);
        log.Flush();
        AssertIsOf(log, 201);
        log.Dispose();
        LogTesting.AssertSound(directory.Path);
        AssertIsOf(MessageLog.OpenReadOnly(directory.Path), 201);
    }

    [Fact]
    public void One_that_is_superseded_while_it_flushes_leaves_the_durable_mark_to_the_other()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux tells files apart here");
        using var directory = new TemporaryDirectory();
        MessageLog? log = null;
        var armed = false;
        var files = new MeetingFileSystem(_ => { }, path =>
        {
            if (!armed || !path.EndsWith(".q", StringComparison.Ordinal))
                return;
            armed = false;
            File.Delete(directory["writer.lock"]);
            log = MessageLog.Open(directory.Path);
            for (var sequence = 3; sequence <= 9; sequence++)
                log.Append("new"u8);
            log.Flush();
        });
        using (var old = MessageLog.Open(directory.Path, LogTesting.Small, files))
        {
            old.Append("old"u8);
            old.Append("old"u8);
            armed = true;
            Assert.Throws<WriterFaultedException>(old.Flush);
            Assert.Equal(9, MessageLog.OpenReadOnly(directory.Path).DurableSequence);
        }

        log!.Dispose();
        using var after = MessageLog.Open(directory.Path);
        Assert.True(after.Recovery!.WasClosed);
    }

    /// <summary>Lets somebody do something before the log opens a file for reading, or when it flushes one.</summary>
    private sealed class MeetingFileSystem(Action<string> atRead, Action<string>? atFlush = null) : ForwardingFileSystem
    {
        public override StorageFile Open(string path, FileIntent intent)
        {
            if (intent == FileIntent.ReadOnly)
                atRead(path);
            return base.Open(path, intent);
        }

        public override void Before(Operation operation, string path)
        {
            if (operation == Operation.Flush)
                atFlush?.Invoke(path);
        }
    }

    [Fact]
    public void It_is_told_at_its_next_roll()
    {
        using var directory = new TemporaryDirectory();
        using var old = MessageLog.Open(directory.Path, LogTesting.Small);
        old.Append("old"u8);
        File.Delete(directory["writer.lock"]);
        using var log = MessageLog.Open(directory.Path);
        Assert.Throws<WriterFaultedException>(() =>
        {
            for (var number = 0; number < 200; number++)
                old.Append(new byte[1000]);
        });
    }
}
