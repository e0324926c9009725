using Chronograph.Testing;

namespace Chronograph.Cli.Tests;

public sealed class Index_without_git : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public Index_without_git() => File.WriteAllText(_directory["a.cs"], "class A { }");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Makes_a_version_of_the_files_and_another_when_they_change()
    {
        Assert.Contains("1 new version, the latest is 1.", Index());
        Assert.StartsWith("Nothing has changed: version 1 holds ", Index());
        File.WriteAllText(_directory["b.cs"], "class B : A { }");
        Assert.Contains("1 new version, the latest is 2.", Index());
    }

    [Fact]
    public void Makes_the_folders_above_the_store()
    {
        Tool.Run("index", _directory.Path, "--store", _directory["x/y/store"]).Succeeds();
        Tool.Run("graph", "stats", _directory["x/y/store/graph"]).Succeeds();
        Assert.False(Directory.Exists(_directory[".chronograph"]));
    }

    private string Index() => Tool.Run("index", _directory.Path).Succeeds().Lines[0];
}
