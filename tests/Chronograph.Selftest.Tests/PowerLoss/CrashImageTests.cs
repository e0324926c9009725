using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Selftest.Tests;

/// <summary>What the images of a recorded disk hold is what flushes leave open, no more and no less.</summary>
public sealed class CrashImageTests : IDisposable
{
    private readonly RecordedDisk _disk = new();

    public void Dispose() => _disk.Dispose();

    [Fact]
    public void What_was_there_at_the_beginning_is_durable()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory["inner"]);
        File.WriteAllText(directory["inner/a"], "before");
        var files = new RecordingFileSystem(directory.Path, new UnflushedDisk());
        var point = Assert.Single(files.Recording.CrashPoints());
        Assert.Equal("inner/a=before", RecordedDisk.Describe(Assert.Single(point.Images(10, new Random(0)).Images)));
    }

    [Fact]
    public void A_new_file_that_nobody_flushed_is_absent_or_has_any_length_and_content()
    {
        _disk.Create("a", "text").Dispose();
        Assert.Equal(["", "a=", "a=....", "a=text"], _disk.AllStates());
    }

    [Fact]
    public void A_flushed_file_without_a_flushed_name_is_whole_or_absent()
    {
        using var file = _disk.Create("a", "text");
        file.Flush();
        Assert.Equal(["", "a=text"], _disk.AllStates());
    }

    [Fact]
    public void A_flush_covers_only_what_was_there_when_it_began()
    {
        _disk.CreateDurably("a", "old");
        using var file = _disk.Files.Open(_disk["a"], FileIntent.ReadWrite);
        _disk.Files.Flush(() => file.Write("new"u8, 0), began => new FileFlushed(new Inode(1), began));
        Assert.Equal(["a=new", "a=old"], _disk.AllStates());
    }

    [Fact]
    public void An_exchange_of_names_reaches_the_disk_as_a_whole_by_halves_or_not()
    {
        _disk.CreateDurably("a", "one");
        _disk.CreateDurably("b", "two");
        Assert.True(_disk.Files.TryExchange(_disk["a"], _disk["b"]));
        Assert.Equal(["a=one b=one", "a=one b=two", "a=two b=one", "a=two b=two"], _disk.AllStates());
        _disk.Files.SyncDirectory(_disk["."]);
        Assert.Equal(["a=two b=one"], _disk.AllStates());
    }

    [Fact]
    public void A_replaced_file_is_the_old_one_or_the_new_one()
    {
        _disk.CreateDurably("a", "old");
        AtomicFile.Replace(_disk.Files, _disk["a"], "new"u8, durable: true);
        Assert.Equal(["a=new"], _disk.AllStates());
        AtomicFile.Replace(_disk.Files, _disk["a"], "newer"u8, durable: false);
        Assert.Contains("a=new", _disk.AllStates());
        Assert.Contains("a=newer", _disk.AllStates());
        Assert.Contains("a=", _disk.AllStates()); // the name without the bytes: what the flush before a rename is for
    }

    [Fact]
    public void Names_reach_the_disk_one_by_one()
    {
        using (var first = _disk.Create("1", ""))
        using (var second = _disk.Create("2", ""))
        {
            Assert.Equal(["", "1=", "1= 2=", "2="], _disk.AllStates());
            _disk.Files.SyncDirectory(_disk[""]);
        }

        Assert.Equal(["1= 2="], _disk.AllStates());
        _disk.Files.Delete(_disk["1"]);
        Assert.Equal(["1= 2=", "2="], _disk.AllStates());
    }

    [Fact]
    public void A_file_that_moves_between_directories_always_has_a_name()
    {
        _disk.Files.CreateDirectory(_disk["gc"]);
        _disk.CreateDurably("a", "x");
        _disk.Files.SyncDirectory(_disk[""]);
        _disk.Files.Rename(_disk["a"], _disk["gc/a"]);
        Assert.Equal(["a=x", "a=x gc/a=x", "gc/a=x"], _disk.AllStates());
        _disk.Files.SyncDirectory(_disk["gc"]);
        Assert.Equal(["a=x gc/a=x", "gc/a=x"], _disk.AllStates());
        _disk.Files.SyncDirectory(_disk[""]);
        Assert.Equal(["gc/a=x"], _disk.AllStates());
    }

    [Fact]
    public void Losing_the_old_name_of_a_moved_file_for_good_keeps_the_new_one_for_good()
    {
        _disk.Files.CreateDirectory(_disk["gc"]);
        _disk.CreateDurably("a", "x");
        _disk.Files.Rename(_disk["a"], _disk["gc/a"]);
        _disk.Files.SyncDirectory(_disk[""]);
        Assert.Equal(["gc/a=x"], _disk.AllStates());
    }

    [Fact]
    public void A_directory_without_a_flushed_name_takes_everything_in_it_along()
    {
        _disk.Files.CreateDirectory(_disk["d"]);
        _disk.CreateDurably("d/a", "x");
        Assert.Equal(["", "d/a=x"], _disk.AllStates());
    }

    [Fact]
    public void Stores_through_a_mapping_reach_the_disk_sector_by_sector()
    {
        _disk.CreateDurably("a", new string('-', 3 * PageContent.Sector));
        using var file = _disk.Files.Open(_disk["a"], FileIntent.ReadWrite);
        using (var region = file.Map(MapAccess.ReadWrite, file.Length))
        {
            region.Write(0, 1)[0] = (byte)'1';
            _disk.Files.Capture();
            region.Write(0, 1)[0] = (byte)'2';
            region.Write(1024, 1)[0] = (byte)'3';
        }

        _disk.Files.Capture();
        var sectors = _disk.AllImages().Select(image => image.Files[0].ToArray()).Select(bytes => $"{(char)bytes[0]}{(char)bytes[512]}{(char)bytes[1024]}");
        Assert.Equal(["---", "--3", "1--", "1-3", "2--", "2-3"], sectors.Order(StringComparer.Ordinal));
        file.Flush();
        Assert.Single(_disk.AllImages());
    }

    [Fact]
    public void A_flush_of_some_bytes_of_a_mapping_leaves_the_other_pages_open()
    {
        _disk.CreateDurably("a", new string('-', 3 * PageContent.Size));
        using var file = _disk.Files.Open(_disk["a"], FileIntent.ReadWrite);
        using var region = file.Map(MapAccess.ReadWrite, file.Length);
        for (var page = 0; page < 3; page++)
            region.Write(page * PageContent.Size, 1)[0] = (byte)('1' + page);
        file.Flush(region, PageContent.Size + 100, 1);
        Assert.Equal(["-2-", "-23", "12-", "123"], FirstOfEachPage());
        file.Flush(region, PageContent.Size - 1, PageContent.Size + 2);
        Assert.Equal(["123"], FirstOfEachPage());

        IEnumerable<string> FirstOfEachPage() => _disk.AllImages().Select(image => image.Files[0].ToArray())
            .Select(bytes => $"{(char)bytes[0]}{(char)bytes[PageContent.Size]}{(char)bytes[2 * PageContent.Size]}").Order(StringComparer.Ordinal);
    }

    [Fact]
    public void What_was_cut_off_never_comes_back_with_a_later_length()
    {
        _disk.CreateDurably("a", "old");
        using var file = _disk.Create("a", "");
        file.Write("newer"u8, 0);
        Assert.Equal(["a=", "a=.....", "a=newer", "a=old"], _disk.AllStates());
    }

    [Fact]
    public void Promises_hold_from_their_note_on()
    {
        _disk.Files.Note("empty");
        _disk.Create("a", "x").Dispose();
        _disk.Files.Note("written");
        var points = _disk.Files.Recording.CrashPoints().Select(point => string.Join(' ', point.Notes)).ToList();
        Assert.Equal(["empty", "empty", "empty written"], points);
    }
}
