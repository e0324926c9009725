using Chronograph.Storage;

namespace Chronograph.Selftest.Tests;

/// <summary>All images where there are few; where there are many, as many as asked for, the same for the same seed.</summary>
public sealed class ChosenImagesTests : IDisposable
{
    private readonly RecordedDisk _disk = new();

    public void Dispose() => _disk.Dispose();

    [Fact]
    public void There_are_all_images_while_they_are_no_more_than_asked_for()
    {
        WritePages(1);
        Assert.Equal(256, _disk.Now.Images(256, new Random(1)).Images.Count);
        Assert.True(_disk.Now.Images(256, new Random(1)).Complete);
        Assert.False(_disk.Now.Images(255, new Random(1)).Complete);
    }

    [Fact]
    public void All_images_of_whole_pages_come_before_torn_ones()
    {
        WritePages(5);
        var images = _disk.Now.Images(100, new Random(1));
        Assert.False(images.Complete);
        Assert.InRange(images.Images.Count, 32, 100);
        Assert.Equal(32, images.Images.Count(image => PagesOf(image).All(page => page is "00000000" or "11111111")));
    }

    [Fact]
    public void A_seed_chooses_the_same_images_again_and_another_seed_others()
    {
        WritePages(30);
        Assert.Equal(Chosen(1), Chosen(1));
        Assert.NotEqual(Chosen(1), Chosen(2));
    }

    [Fact]
    public void Many_images_are_different_from_each_other()
    {
        WritePages(30);
        var chosen = Chosen(1);
        Assert.InRange(chosen.Distinct().Count(), 100, 200);
        Assert.Equal(chosen.Distinct().Count(), chosen.Count);
    }

    [Fact]
    public void An_image_is_written_as_real_files()
    {
        _disk.Files.CreateDirectory(_disk["d"]);
        _disk.Files.SyncDirectory(_disk[""]);
        _disk.CreateDurably("d/a", "text");
        var target = _disk["image"];
        Assert.Single(_disk.AllImages()).WriteTo(target);
        Assert.Equal("text", File.ReadAllText(Path.Combine(target, "d/a")));
    }

    private List<string> Chosen(int seed) =>
        [.. _disk.Now.Images(200, new Random(seed)).Images.Select(image => string.Join(' ', PagesOf(image)))];

    // Each page as its sectors, of which each holds one value.
    private static IEnumerable<string> PagesOf(CrashImage image)
    {
        var bytes = image.Files[0].ToArray();
        for (var page = 0; page < bytes.Length; page += PageContent.Size)
        {
            yield return string.Concat(Enumerable.Range(0, PageContent.Sectors).Select(sector => bytes[page + (sector * PageContent.Sector)]));
        }
    }

    private void WritePages(int count)
    {
        using var file = _disk.Create("a", "");
        file.SetLength(count * PageContent.Size);
        file.Flush();
        _disk.Files.SyncDirectory(_disk[""]);
        var page = new byte[PageContent.Size];
        page.AsSpan().Fill(1);
        for (var number = 0; number < count; number++)
            file.Write(page, number * PageContent.Size);
    }
}
