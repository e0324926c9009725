using System.Diagnostics;
using System.Text;
using Chronograph.Selftest;
using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Storage.Tests;

public sealed class SwappedFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory["file"];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Each_replacement_is_whole_and_none_leaves_an_old_tail(bool durable)
    {
        using (var file = new SwappedFile(FileSystem.Disk, Path, durable))
        {
            foreach (var text in new[] { "first", "the second", "3", "the fourth", "5" })
            {
                Replace(file, text);
                Assert.Equal(text, File.ReadAllText(Path));
            }
        }

        Assert.Equal(["file"], FileSystem.Disk.ListFiles(_directory.Path));
    }

    [Fact]
    public void Two_files_take_turns_where_names_can_be_exchanged()
    {
        Assert.SkipUnless(CanExchange(), "The file system exchanges no names.");
        using var file = new SwappedFile(FileSystem.Disk, Path, durable: true);
        var identities = new List<FileIdentity?>();
        for (var round = 0; round < 6; round++)
        {
            Replace(file, $"{round}");
            identities.Add(FileSystem.Disk.IdentityOf(Path));
        }

        Assert.Equal(2, identities.Distinct().Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Who_has_a_replaced_file_open_goes_on_to_read_what_it_was(bool durable)
    {
        using var file = new SwappedFile(FileSystem.Disk, Path, durable);
        Replace(file, "a");
        Replace(file, "b");
        using (var reader = FileSystem.Disk.Open(Path, FileIntent.ReadOnly))
        {
            Replace(file, "c");
            file.Write("d"u8); // would be the reader's file
            Assert.Equal("b", Text(reader));
            file.Replace();
            Assert.Equal("b", Text(reader));
        }

        Assert.Equal("d", File.ReadAllText(Path));
    }

    [Fact]
    public void A_copy_of_a_store_by_hard_links_does_not_change()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It makes a link with the program ln.");
        using var file = new SwappedFile(FileSystem.Disk, Path, durable: true);
        Replace(file, "a");
        Replace(file, "b");
        using (var link = Process.Start("ln", [Path, _directory["copy"]]))
            link.WaitForExit();
        Replace(file, "c");
        Replace(file, "d");
        Assert.Equal(("b", "d"), (File.ReadAllText(_directory["copy"]), File.ReadAllText(Path)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_written_and_not_put_in_its_place_is_written_over(bool durable)
    {
        using var file = new SwappedFile(FileSystem.Disk, Path, durable);
        Replace(file, "a");
        file.Write("abandoned"u8);
        Replace(file, "b");
        file.Write("abandoned"u8);
        Assert.Equal("b", File.ReadAllText(Path));
        Replace(file, "c");
        Assert.Equal("c", File.ReadAllText(Path));
    }

    [Fact]
    public void Where_names_cannot_be_exchanged_each_replacement_is_a_file_of_its_own()
    {
        using var file = new SwappedFile(new Unexchangeable(), Path, durable: true);
        for (var round = 0; round < 4; round++)
        {
            Replace(file, $"{round}");
            Assert.Equal($"{round}", File.ReadAllText(Path));
        }
    }

    [Fact]
    public void A_left_over_of_a_crash_is_not_written_to()
    {
        File.WriteAllText(_directory["file.tmp"], "left over");
        using var held = File.OpenRead(_directory["file.tmp"]);
        using var file = new SwappedFile(FileSystem.Disk, Path, durable: true);
        Replace(file, "a");
        Assert.Equal("left over", new StreamReader(held).ReadToEnd());
    }

    private static void Replace(SwappedFile file, string text)
    {
        file.Write(Encoding.UTF8.GetBytes(text)).Flush();
        file.Replace();
    }

    private static string Text(StorageFile file)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes, 0);
        return Encoding.UTF8.GetString(bytes);
    }

    private bool CanExchange()
    {
        File.WriteAllText(_directory["a"], "");
        File.WriteAllText(_directory["b"], "");
        return FileSystem.Disk.TryExchange(_directory["a"], _directory["b"]);
    }

    private sealed class Unexchangeable : ForwardingFileSystem
    {
        public override bool TryExchange(string path, string other) => false;
    }
}
