using Chronograph.Log;
using Chronograph.Testing;

namespace Chronograph.Cli.Tests;

public sealed class Index_that_cannot_begin : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose()
    {
        WithoutPrivileges.Allow(_directory.Path, 7); // else its owner could not remove it either
        _directory.Dispose();
    }

    [Fact]
    public void Because_there_is_no_source_leaves_nothing_behind() =>
        FailsWithoutTrace(["index", _directory.Path], "no C# files");

    [Fact]
    public void Because_there_is_no_such_folder_leaves_nothing_behind() =>
        FailsWithoutTrace(["index", _directory["nothing"]], "There is no folder");

    [Fact]
    public void Because_there_is_no_git_for_a_history_leaves_nothing_behind()
    {
        File.WriteAllText(_directory["a.cs"], "class A { }");
        FailsWithoutTrace(["index", _directory.Path, "--history", "3"], "not in a git repository");
    }

    [Fact]
    public void Because_there_is_no_such_branch_leaves_nothing_behind()
    {
        using var code = new SampleCode();
        Tool.Run("index", code.Path, "--history", "3", "--branch", "nope").Fails(2, "has no branch nope");
        Assert.False(Directory.Exists(Path.GetDirectoryName(code.Graph)));
    }

    [Fact]
    public void Because_a_branch_needs_a_history_is_wrong_usage() =>
        Tool.Run("index", _directory.Path, "--branch", "main").Fails(1, "--branch chooses a history");

    [Fact]
    public void Because_another_writer_has_the_store_says_so()
    {
        using var code = new SampleCode();
        using var writer = MessageLog.Open(code.Log, new MessageLogOptions { SegmentSize = 64 * 1024 });
        Tool.Run("index", code.Path).Fails(4, "is locked by another writer");
    }

    [Fact]
    public void Because_the_store_would_be_below_a_file_says_so()
    {
        var file = Source();
        FailsInOneLine(Tool.Run("index", _directory.Path, "--store", Path.Combine(file, "store")), 2, file);
    }

    [Fact]
    public void Because_the_store_must_not_be_written_says_so()
    {
        Source();
        WithoutPrivileges.Allow(_directory.Path, 5);
        FailsInOneLine(WithoutPrivileges.Run("index", _directory.Path), 5, _directory[".chronograph"]);
    }

    [Fact]
    public void Because_a_source_file_must_not_be_read_says_so()
    {
        WithoutPrivileges.Allow(Source(), 0);
        WithoutPrivileges.Allow(_directory.Path, 7);
        FailsInOneLine(WithoutPrivileges.Run("index", _directory.Path), 5, _directory["a.cs"]);
        Assert.False(Directory.Exists(_directory[".chronograph"]));
    }

    [Fact]
    public void Because_another_run_makes_the_same_new_store_leaves_that_run_alone()
    {
        using var code = new SampleCode();
        for (var turn = 0; turn < 3; turn++)
        {
            string[] index = ["index", code.Path, "--history", "3", "--store", _directory[$"store{turn}"]];
            using var first = Tool.Start(index);
            using var second = Tool.Start(index);
            Tool.WaitForExit(first);
            Tool.WaitForExit(second);
            int[] codes = [first.ExitCode, second.ExitCode];
            Assert.Contains(0, codes);
            Assert.All(codes, code => Assert.Contains(code, new[] { 0, 4 }));
            Assert.Equal(3, Tool.Run("graph", "versions", _directory[$"store{turn}/graph"], "--format", "json").Succeeds().Lines.Length);
        }
    }

    private string Source()
    {
        File.WriteAllText(_directory["a.cs"], "class A { }");
        return _directory["a.cs"];
    }

    private static void FailsInOneLine(ToolResult result, int exitCode, string because) =>
        Assert.Single(result.Fails(exitCode, because).ErrorLines);

    private void FailsWithoutTrace(string[] arguments, string because)
    {
        var before = DirectoryState.Of(_directory.Path);
        Tool.Run(arguments).Fails(2, because);
        Assert.Equal(before, DirectoryState.Of(_directory.Path));
    }
}
