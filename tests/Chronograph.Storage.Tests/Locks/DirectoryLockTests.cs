using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Storage.Tests;

public class DirectoryLockTests
{
    private static readonly FileSystem Files = FileSystem.Disk;

    [Fact]
    public void A_second_writer_is_told_who_holds_the_directory()
    {
        using var directory = new TemporaryDirectory();
        using var first = DirectoryLock.Acquire(Files, directory.Path);
        var error = Assert.Throws<StoreLockedException>(() => DirectoryLock.Acquire(Files, directory.Path));
        Assert.Equal(directory.Path, error.Path);
        Assert.Contains($"process {Environment.ProcessId} ", error.Holder);
    }

    [Fact]
    public void The_lock_is_free_again_after_its_owner_and_its_file_stays()
    {
        using var directory = new TemporaryDirectory();
        DirectoryLock.Acquire(Files, directory.Path).Dispose();
        Assert.False(DirectoryLock.IsHeld(Files, directory.Path));
        using var second = DirectoryLock.Acquire(Files, directory.Path);
        Assert.True(DirectoryLock.IsHeld(Files, directory.Path));
        Assert.Equal([DirectoryLock.FileName], Files.ListFiles(directory.Path));
    }

    [Fact]
    public void Asking_whether_a_directory_is_held_creates_nothing()
    {
        using var directory = new TemporaryDirectory();
        Assert.False(DirectoryLock.IsHeld(Files, directory.Path));
        Assert.Empty(Files.ListFiles(directory.Path));
    }

    [Fact]
    public async Task A_process_that_keeps_asking_never_keeps_a_writer_out()
    {
        using var directory = new TemporaryDirectory();
        DirectoryLock.Acquire(Files, directory.Path).Dispose();
        using var stop = new CancellationTokenSource();
        var asking = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
                DirectoryLock.IsHeld(Files, directory.Path);
        }, TestContext.Current.CancellationToken);
        for (var turn = 0; turn < 200; turn++)
            DirectoryLock.Acquire(Files, directory.Path).Dispose();
        await stop.CancelAsync();
        await asking;
    }
}
