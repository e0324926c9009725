using System.Diagnostics;
using System.Text;
using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Storage.Tests;

public class FileTests
{
    private static readonly FileSystem Files = FileSystem.Disk;

    [Fact]
    public void Creating_a_file_that_exists_is_refused()
    {
        using var directory = new TemporaryDirectory();
        Files.Open(directory["a"], FileIntent.CreateNew).Dispose();
        Assert.ThrowsAny<IOException>(() => Files.Open(directory["a"], FileIntent.CreateNew));
    }

    [Fact]
    public void Creating_a_file_where_a_link_stands_is_refused_as_such_and_makes_nothing()
    {
        using var directory = new TemporaryDirectory();
        File.CreateSymbolicLink(directory["a"], directory["outside"]);
        foreach (var intent in new[] { FileIntent.CreateNew, FileIntent.CreateOrTruncate, FileIntent.OpenOrCreate })
            Assert.Contains("symbolic link", Assert.Throws<DamagedFileException>(() => Files.Open(directory["a"], intent)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(directory["outside"]));
    }

    [Fact]
    public void Opening_a_file_that_is_not_there_creates_nothing()
    {
        using var directory = new TemporaryDirectory();
        Assert.Throws<FileNotFoundException>(() => Files.Open(directory["a"], FileIntent.ReadOnly));
        Assert.Throws<FileNotFoundException>(() => Files.Open(directory["a"], FileIntent.ReadWrite));
        Assert.Empty(Files.ListFiles(directory.Path));
    }

    [Fact]
    public void Reading_beyond_the_end_names_the_place_where_the_file_ends()
    {
        using var directory = new TemporaryDirectory();
        using var file = Files.Open(directory["a"], FileIntent.CreateNew);
        file.Write(new byte[10], 0);
        Assert.Equal(4, file.Read(new byte[100], 6));
        var error = Assert.Throws<DamagedFileException>(() => file.ReadExactly(new byte[100], 6));
        Assert.Equal((directory["a"], 10), (error.Path, error.Offset));
    }

    [Fact]
    public void A_replacement_leaves_no_old_tail_and_no_temporary_file()
    {
        using var directory = new TemporaryDirectory();
        var path = directory["current.json"];
        File.WriteAllText(path + AtomicFile.TemporarySuffix, new string('x', 1000));
        AtomicFile.Replace(Files, path, Encoding.ASCII.GetBytes("a longer first content"), durable: true);
        AtomicFile.Replace(Files, path, Encoding.ASCII.GetBytes("short"), durable: false);
        Assert.Equal("short", File.ReadAllText(path));
        Assert.Equal(["current.json"], Files.ListFiles(directory.Path));
    }

    [Fact]
    public void Names_come_in_ordinal_order()
    {
        using var directory = new TemporaryDirectory();
        foreach (var name in new[] { "b", "a", "B", "10", "9" })
            File.WriteAllText(directory[name], "");
        Assert.Equal(["10", "9", "B", "a", "b"], Files.ListFiles(directory.Path));
    }

    [Fact]
    public void The_error_of_a_full_device_is_known()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /dev/full");
        using var full = File.OpenHandle("/dev/full", FileMode.Open, FileAccess.Write);
        Assert.True(IOErrors.IsStorageFull(Assert.ThrowsAny<IOException>(() => RandomAccess.Write(full, new byte[4096], 0))));
    }

    [Fact]
    public void A_file_that_may_not_grow_so_large_is_a_typed_error()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs the limits of Linux");
        using var directory = new TemporaryDirectory();
        using var file = Files.Open(directory["a"], FileIntent.CreateNew);
        const long TooLarge = 1L << 55; // for ext4, not for every file system
        foreach (var grow in new Action[] { () => file.Write(new byte[10], TooLarge), () => file.SetLength(TooLarge) })
        {
            if (Record.Exception(grow) is { } error)
                Assert.Equal(directory["a"], Assert.IsType<StorageFullException>(error).Path);
        }
    }

    [Fact]
    public async Task What_is_no_plain_file_is_refused_and_not_waited_for()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere only links are known");
        using var directory = new TemporaryDirectory();
        using (var make = Process.Start("mkfifo", directory["pipe"]))
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        Directory.CreateDirectory(directory["directory"]);
        foreach (var path in new[] { directory["pipe"], directory["directory"], "/dev/zero" })
        {
            foreach (var use in Uses(path))
            {
                var error = await Record.ExceptionAsync(() => Task.Run(use).WaitAsync(TimeSpan.FromSeconds(30)));
                Assert.Equal(path, Assert.IsType<DamagedFileException>(error).Path);
            }
        }
    }

    private static IEnumerable<Action> Uses(string path) =>
    [
        .. Enum.GetValues<FileIntent>().Select(intent => (Action)(() => Files.Open(path, intent).Dispose())),
        () => Files.TryLock(path)?.Dispose(),
        () => Files.IsLocked(path),
        () => Files.ReadAllBytes(path),
        () => Files.OpenLocks(path, LockKind.Shared).Dispose(),
    ];
}
