using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

public sealed class VersionTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly GraphStore _store;

    public VersionTests()
    {
        _store = GraphStore.Open(_directory["store"], Samples.Relaxed);
        Samples.WriteThreeVersions(_store);
    }

    public void Dispose()
    {
        _store.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [InlineData("latest", 3)]
    [InlineData("2", 2)]
    [InlineData("4", 0)]
    [InlineData("0", 0)]
    [InlineData("tag:commit=bbb", 2)]
    [InlineData("tag:subject=First \"light\"", 1)]
    [InlineData("tag:commit=ddd", 0)]
    [InlineData("time:2024-05-06T07:08:09Z", 1)]
    [InlineData("time:2024-05-06T09:08:08+02:00", 0)]
    [InlineData("time:2024-05-08", 2)]
    [InlineData("time:2030-01-01", 3)]
    [InlineData("log:1", 1)]
    [InlineData("log:9", 1)]
    [InlineData("log:10", 2)]
    [InlineData("log:14", 2)]
    [InlineData("log:15", 0)]
    [InlineData("other:1", 0)]
    public void A_reference_names_a_version(string text, long expected)
    {
        Assert.True(VersionReference.TryParse(text, out var reference));
        Assert.Equal(expected > 0, _store.TryResolve(reference, out var version));
        Assert.Equal(expected, version.Number);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("newest")]
    [InlineData("tag:commit")]
    [InlineData("time:yesterday")]
    [InlineData("time:08/05/2024")]
    [InlineData("time:12")]
    [InlineData("log:")]
    public void What_is_no_reference_is_refused(string? text) => Assert.False(VersionReference.TryParse(text, out _));

    [Fact]
    public void Sources_are_inherited_and_never_go_back()
    {
        Assert.Equal(14, _store.GetVersion(new GraphVersion(3)).Sources["log"]);
        var back = new CommitOptions { Sources = new Dictionary<string, long> { ["log"] = 13 } };
        Assert.Throws<ArgumentException>(() => _store.Commit(_ => { }, back));
        Assert.Equal(3, _store.Latest.Number);
    }

    [Fact]
    public void A_time_before_the_parents_is_raised_to_it()
    {
        var info = _store.Commit(_ => { }, new CommitOptions { CreatedAt = Samples.Time });
        Assert.Equal(Samples.Time.AddDays(2), info.CreatedAt);
    }

    [Fact]
    public void A_tag_is_added_later_and_found_also_after_opening_again()
    {
        _store.Tag(new GraphVersion(1), new Dictionary<string, string> { ["release"] = "1.0", ["commit"] = "renamed" });
        var reference = new VersionReference.WithTag("release", "1.0");
        Assert.True(_store.TryResolve(reference, out var version));
        Assert.Equal(1, version.Number);
        Assert.False(_store.TryResolve(new VersionReference.WithTag("commit", "aaa"), out _));

        _store.Dispose();
        using var again = GraphStore.OpenReadOnly(_directory["store"]);
        Assert.True(again.TryResolve(reference, out version));
        Assert.Equal("renamed", again.GetVersion(version).Tags["commit"]);
        Assert.Equal("First \"light\"", again.GetVersion(version).Tags["subject"]);
    }

    [Fact]
    public void The_newest_of_several_versions_with_a_tag_is_found()
    {
        _store.Tag(new GraphVersion(2), new Dictionary<string, string> { ["stage"] = "test" });
        _store.Tag(new GraphVersion(1), new Dictionary<string, string> { ["stage"] = "test" });
        Assert.True(_store.TryResolve(new VersionReference.WithTag("stage", "test"), out var version));
        Assert.Equal(2, version.Number);
    }

    [Fact]
    public void Tags_do_not_break_the_chain_of_hashes()
    {
        _store.Tag(new GraphVersion(3), new Dictionary<string, string> { ["release"] = "1.0" });
        _store.Commit(_ => { });
        var manifests = new ManifestStore(Chronograph.Storage.FileSystem.Disk, new StorePaths(_directory["store"]), durable: false);
        for (var number = 4; number > 0; number--)
            Assert.Equal(manifests.Read(new GraphVersion(number - 1)).Sha256, manifests.Read(new GraphVersion(number)).ParentSha256);
    }

    [Fact]
    public void Versions_are_listed_newest_first_in_pages_and_by_tag()
    {
        Assert.Equal([3, 2, 1], Numbers(new VersionFilter()));
        Assert.Equal([3, 2], Numbers(new VersionFilter { Limit = 2 }));
        Assert.Equal([1], Numbers(new VersionFilter { Limit = 2, Before = new GraphVersion(2) }));
        Assert.Equal([1], Numbers(new VersionFilter { TagKey = "subject" }));
        Assert.Equal([2], Numbers(new VersionFilter { TagKey = "commit", TagValue = "bbb" }));

        IEnumerable<long> Numbers(VersionFilter filter) => _store.ListVersions(filter).Select(info => info.Version.Number);
    }

    [Fact]
    public void A_version_that_does_not_exist_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _store.OpenSnapshot(new GraphVersion(4)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _store.GetVersion(new GraphVersion(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _store.Tag(GraphVersion.None, new Dictionary<string, string>()));
    }
}
