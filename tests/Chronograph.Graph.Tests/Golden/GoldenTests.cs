using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>
/// The files under <c>Golden/store</c> were written once and are part of the format: they must stay readable, and the
/// same changes must go on giving the same bytes. After a deliberate change of the format, run the tests with
/// <c>CHRONOGRAPH_GOLDEN</c> set to that directory, look at the difference, and commit it.
/// </summary>
public sealed class GoldenTests
{
    private static string Golden => Path.Combine(AppContext.BaseDirectory, "Golden", "store");

    [Fact]
    public void The_golden_store_reads_as_what_was_written()
    {
        using var directory = new TemporaryDirectory();
        using var written = GraphStore.Open(directory["store"], Samples.Relaxed);
        Samples.WriteThreeVersions(written);
        using var golden = GraphStore.OpenReadOnly(Golden);
        Assert.Equal(Samples.Everything(written), Samples.Everything(golden));
    }

    [Fact]
    public void The_same_changes_give_the_same_bytes()
    {
        using var directory = new TemporaryDirectory();
        using (var store = GraphStore.Open(directory["store"], Samples.Relaxed))
            Samples.WriteThreeVersions(store);
        Update(directory["store"]);

        var files = Files(Golden);
        Assert.Equal(9, files.Count);
        foreach (var file in files)
            Assert.Equal(File.ReadAllBytes(Path.Combine(Golden, file)), File.ReadAllBytes(Path.Combine(directory["store"], file)));
    }

    private static List<string> Files(string store) =>
        [.. Directory.GetFiles(store, "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".json") || file.EndsWith(".seg"))
            .Select(file => Path.GetRelativePath(store, file)).Order(StringComparer.Ordinal)];

    private static void Update(string store)
    {
        if (Environment.GetEnvironmentVariable("CHRONOGRAPH_GOLDEN") is not { Length: > 0 } target)
            return;
        foreach (var file in Files(store))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(target, file))!);
            File.Copy(Path.Combine(store, file), Path.Combine(target, file), overwrite: true);
        }
    }
}
