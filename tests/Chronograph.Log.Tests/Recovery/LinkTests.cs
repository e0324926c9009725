using System.Diagnostics;
using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

public class LinkTests
{
    [Theory]
    [InlineData("000000000.q")]
    [InlineData("control.meta")]
    [InlineData("index.meta")]
    [InlineData("writer.lock")]
    [InlineData("000000001.q")]
    public void A_link_in_place_of_a_file_is_not_followed(string name)
    {
        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory["log"], LogTesting.Small))
            log.Append("a"u8);
        var outside = directory["outside"];
        if (File.Exists(directory[$"log/{name}"]))
            File.Move(directory[$"log/{name}"], outside);
        else
            File.WriteAllBytes(outside, new byte[65536]);
        File.CreateSymbolicLink(directory[$"log/{name}"], outside);
        var before = File.ReadAllBytes(outside);
        var error = Assert.Throws<DamagedFileException>(() =>
        {
            using var log = MessageLog.Open(directory["log"]);
            for (var number = 0; number < 200; number++)
                log.Append(new byte[1000]);
        });
        Assert.Contains("symbolic link", error.Message);
        Assert.Equal(before, File.ReadAllBytes(outside));
    }

    [Theory]
    [InlineData("000000000.q")]
    [InlineData("000000001.q")]
    [InlineData("control.meta")]
    [InlineData("index.meta")]
    [InlineData("writer.lock")]
    [InlineData("000000000.idx")]
    [InlineData("readers")]
    [InlineData("readers/reader.cursor")]
    public void Verification_names_a_link_once_and_checks_everything_else(string name)
    {
        using var directory = new TemporaryDirectory();
        BuildThreeSegments(directory["log"]);
        var path = directory[$"log/{name}"];
        Directory.Move(path, directory["outside"]);
        File.CreateSymbolicLink(path, directory["outside"]);
        var verification = MessageLog.Verify(directory["log"], null, TestContext.Current.CancellationToken);
        var damage = Assert.Single(verification.Damage);
        Assert.Equal((Path.GetFileName(name), 0), (damage.File, damage.Offset));
        Assert.Contains("symbolic link", damage.Reason);
        Assert.Equal(name.EndsWith(".q", StringComparison.Ordinal) ? 2 : 3, verification.Segments);
    }

    [Fact]
    public void A_link_in_place_of_an_index_costs_a_walk_and_no_message()
    {
        using var directory = new TemporaryDirectory();
        BuildThreeSegments(directory["log"]);
        File.Move(directory["log/000000000.idx"], directory["outside"]);
        File.CreateSymbolicLink(directory["log/000000000.idx"], directory["outside"]);
        using var log = MessageLog.OpenReadOnly(directory["log"]);
        using var reader = log.CreateReader(LogStart.At(50));
        Assert.True(reader.TryRead(out var message));
        Assert.Equal(50, message.Sequence);
    }

    [Fact]
    public void A_lock_file_that_is_a_link_is_not_even_looked_into()
    {
        using var directory = new TemporaryDirectory();
        BuildThreeSegments(directory["log"]);
        using var other = MessageLog.Open(directory["other"], LogTesting.Small);
        File.Delete(directory["log/writer.lock"]);
        File.CreateSymbolicLink(directory["log/writer.lock"], directory["other/writer.lock"]);
        Assert.Throws<DamagedFileException>(() => MessageLog.Repair(directory["log"], apply: false));
    }

    [Theory]
    [InlineData("000000000.q")]
    [InlineData("control.meta")]
    [InlineData("index.meta")]
    [InlineData("writer.lock")]
    [InlineData("000000000.idx")]
    [InlineData("readers/reader.cursor")]
    public async Task A_pipe_in_place_of_a_file_is_damage_and_nobody_waits_for_it(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere only links are known");
        using var directory = new TemporaryDirectory();
        BuildThreeSegments(directory["log"]);
        File.Delete(directory[$"log/{name}"]);
        using (var make = Process.Start("mkfifo", directory[$"log/{name}"]))
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        foreach (var use in Uses(directory["log"]))
        {
            var error = await Record.ExceptionAsync(() => Task.Run(use).WaitAsync(TimeSpan.FromSeconds(30)));
            Assert.True(error is null or DamagedFileException, $"{error}");
        }

        var damage = Assert.Single(MessageLog.Verify(directory["log"], null, TestContext.Current.CancellationToken).Damage);
        Assert.Equal(Path.GetFileName(name), damage.File);
    }

    [Fact]
    public void A_link_in_place_of_the_cursors_directory_is_not_followed()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory["log"], LogTesting.Small);
        Directory.CreateDirectory(directory["outside"]);
        Directory.CreateSymbolicLink(directory["log/readers"], directory["outside"]);
        Assert.Throws<DamagedFileException>(() => log.OpenCursor("a"));
        Assert.Empty(Directory.GetFileSystemEntries(directory["outside"]));
    }

    private static IEnumerable<Action> Uses(string path) =>
    [
        () => MessageLog.Open(path).Dispose(),
        () => MessageLog.Repair(path, apply: false),
        () =>
        {
            using var log = MessageLog.OpenReadOnly(path);
            log.Describe();
            using var reader = log.CreateReader(LogStart.At(50));
            reader.TryRead(out _);
            log.OpenCursor("reader").CreateReader().Dispose();
        },
    ];

    private static void BuildThreeSegments(string path)
    {
        using var log = MessageLog.Open(path, LogTesting.Small);
        for (var number = 0; number < 150; number++)
            log.Append(new byte[1000]);
        using (var cursor = log.OpenCursor("reader"))
            cursor.Save(60);
        log.WaitUntilWorkerIsIdle();
    }

    [Fact]
    public void No_file_or_directory_can_be_written_by_others()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such mode");
            return;
        }

        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory["log"], LogTesting.Small))
        {
            log.Append("a"u8);
            log.OpenCursor("a").Dispose();
        }

        foreach (var path in Directory.GetFileSystemEntries(directory["log"], "*", SearchOption.AllDirectories).Append(directory["log"]))
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & UnixFileMode.OtherWrite);
    }
}
