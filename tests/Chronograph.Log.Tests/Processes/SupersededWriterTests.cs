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
