using Chronograph.Graph;
using Chronograph.Testing;

namespace Chronograph.Code.Tests;

public sealed class OwnHistoryTests
{
    private const int Commits = 8;

    [Fact]
    public void The_history_of_this_project_is_indexed_exactly()
    {
        var repository = GitRepository.Find(AppContext.BaseDirectory);
        if (repository is null || GitHistory.Last(repository, "HEAD", Commits).Count < 2)
            Assert.Skip("Not run from a git checkout with a history.");
        using var directory = new TemporaryDirectory();
        var options = new CodeIndexOptions { Path = Path.Combine(repository.Root, "src"), StoreDirectory = directory["store"], History = Commits };

        var result = TestIndexer.Run(options);

        var last = GitHistory.Last(repository, "HEAD", 1)[0].Name;
        TestIndexer.Run(options with { StoreDirectory = directory["scratch"], History = 1, Branch = last });
        Assert.Equal(StoredVersions.Records(directory["scratch"]), StoredVersions.Records(directory["store"], result.FinalVersion));
    }
}
