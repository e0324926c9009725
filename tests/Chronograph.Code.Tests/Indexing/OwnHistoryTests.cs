using Chronograph.Graph;
using Chronograph.Testing;

namespace Chronograph.Code.Tests;

public sealed class OwnHistoryTests
{
    private const int Commits = 4;

    [Fact]
    public void The_history_of_this_project_is_indexed_exactly()
    {
        var repository = GitRepository.Find(AppContext.BaseDirectory);
        var commits = repository is null ? [] : GitHistory.Last(repository, "HEAD", Commits);
        if (commits.Count < 2)
            Assert.Skip("Not run from a git checkout with a history.");
        using var directory = new TemporaryDirectory();
        var options = new CodeIndexOptions
        {
            Path = Path.Combine(repository!.Root, "src", "Chronograph.Code"),
            StoreDirectory = directory["store"],
            History = commits.Count,
            Branch = commits[^1].Name,
        };

        Assert.Equal(commits.Count, TestIndexer.Run(options).Versions);

        for (var i = 0; i < commits.Count; i++)
        {
            var scratch = directory[$"scratch{i}"];
            TestIndexer.Run(options with { StoreDirectory = scratch, History = 1, Branch = commits[i].Name });
            Assert.Equal(StoredVersions.Records(scratch), StoredVersions.Records(directory["store"], new GraphVersion(i + 1)));
        }
    }
}
