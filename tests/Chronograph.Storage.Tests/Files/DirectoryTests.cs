using Chronograph.Testing;

namespace Chronograph.Storage.Tests;

public sealed class DirectoryTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ListingFileSystem _files = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("a/b/c")]
    [InlineData("a/b/c/")]
    [InlineData("a/./x/../b/c")]
    public void Every_level_that_is_created_is_flushed_into_the_one_above_before_the_next_begins(string path)
    {
        DurableDirectory.Create(_files, _directory[path]);
        Assert.Equal(
            [
                $"Create {_directory["a"]}", $"Flush {_directory.Path}",
                $"Create {_directory["a/b"]}", $"Flush {_directory["a"]}",
                $"Create {_directory["a/b/c"]}", $"Flush {_directory["a/b"]}",
            ],
            _files.Operations);
        Assert.True(Directory.Exists(_directory["a/b/c"]));
    }

    [Fact]
    public void A_directory_that_exists_is_left_alone()
    {
        DurableDirectory.Create(_files, _directory.Path);
        Assert.Empty(_files.Operations);
    }

    [Fact]
    public void A_relative_path_is_created_in_the_current_directory()
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), _directory["a"]);
        DurableDirectory.Create(_files, relative);
        Assert.Equal([$"Create {_directory["a"]}", $"Flush {_directory.Path}"], _files.Operations);
    }

    [Fact]
    public void A_tree_is_deleted_with_all_that_is_in_it()
    {
        Directory.CreateDirectory(_directory["tree/a/b"]);
        Directory.CreateDirectory(_directory["tree/empty"]);
        foreach (var file in new[] { "tree/1", "tree/a/2", "tree/a/b/3", "beside" })
            File.WriteAllText(_directory[file], "");
        DirectoryTree.Delete(_files, _directory["tree"]);
        Assert.Equal([_directory["beside"]], Directory.GetFileSystemEntries(_directory.Path));
        Assert.Equal(3, _files.Operations.Count(operation => operation.StartsWith("Delete", StringComparison.Ordinal)));
    }
}
