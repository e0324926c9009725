using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>The file under <c>Golden/tags</c> was written once: it must stay readable, and the same tags must go on giving its bytes.</summary>
public sealed class GoldenTagRunTests
{
    private const int Tags = 300;
    private static readonly TagRunHeader Header = new(17, 400, 0x1122334455667788, 0x99AABBCCDDEEFF00, new GraphVersion(310), Entries: 0);
    private static readonly TagRunName Name = new(17, 400);

    private static string Golden => Path.Combine(AppContext.BaseDirectory, "Golden", "tags");

    private static List<TagEntry> Entries =>
        [.. Enumerable.Range(1, Tags).Select(number => TagEntry.Of("größe", $"c{number}", new GraphVersion(number))).Order()];

    [Fact]
    public void The_golden_run_reads_as_what_was_written()
    {
        using var run = TagRun.Open(FileSystem.Disk, Golden, Name);
        Assert.Equal(Header with { Entries = Tags }, run.Header);
        Assert.Equal(Entries, run.ReadAll());
        Assert.Equal(7, run.NewestUpTo(TagEntry.HashOf("größe", "c7"), 300));
        Assert.Equal(0, run.NewestUpTo(TagEntry.HashOf("größe", "c7"), 6));
    }

    [Fact]
    public void The_same_tags_give_the_same_bytes()
    {
        using var directory = new TemporaryDirectory();
        TagRunWriter.Write(FileSystem.Disk, directory.Path, Header, Entries, durable: false);
        if (Environment.GetEnvironmentVariable("CHRONOGRAPH_GOLDEN_TAGS") is { Length: > 0 } target)
            File.Copy(directory[Name.FileName], Path.Combine(target, Name.FileName), overwrite: true);
        Assert.Equal(File.ReadAllBytes(Path.Combine(Golden, Name.FileName)), File.ReadAllBytes(directory[Name.FileName]));
    }
}
