using Chronograph.Testing;

namespace Chronograph.Cli.Tests;

public sealed class Paths_that_are_no_directories : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public Paths_that_are_no_directories() => File.WriteAllText(SourceFile, "class A { }");

    private string SourceFile => _directory["a.cs"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Cannot_become_a_log_or_a_graph()
    {
        File.WriteAllText(_directory["nodes.csv"], "semantic_id,type,name,file\n");
        Tool.Run("log", "append", SourceFile).Fails(1, $"{SourceFile} is a file; give a directory.");
        Tool.Run("graph", "import", SourceFile, "--nodes", _directory["nodes.csv"]).Fails(1, "is a file; give a directory.");
        Tool.Run("index", _directory.Path, "--store", SourceFile).Fails(1, "is a file; give a directory.");
        Assert.Equal("class A { }", File.ReadAllText(SourceFile));
    }

    [Fact]
    public void Hold_no_log_and_no_graph()
    {
        Tool.Run("log", "show", SourceFile).Fails(2, $"{SourceFile} holds no message log.");
        Tool.Run("graph", "stats", SourceFile).Fails(2, $"{SourceFile} holds no graph.");
    }

    [Fact]
    public void And_are_empty_are_wrong_usage() => Tool.Run("graph", "stats", "").Fails(1, "STORE is empty; give a directory.");
}
