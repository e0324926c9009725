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
