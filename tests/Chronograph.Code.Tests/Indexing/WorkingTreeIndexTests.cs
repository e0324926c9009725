using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Code.Tests;

public sealed class WorkingTreeIndexTests
{
    [Fact]
    public void A_folder_without_git_becomes_one_version()
    {
        using var directory = new TemporaryDirectory();
        Write(directory, "src/a.cs", "namespace N; class A { void M() => new B(); }");
        Write(directory, "src/b.cs", "namespace N; class B;");
        Write(directory, "src/obj/generated.cs", "class Generated;");
        Write(directory, "bin/copied.cs", "class Copied;");
        Write(directory, ".hidden/c.cs", "class Hidden;");

        var result = TestIndexer.Run(new CodeIndexOptions { Path = directory.Path });

        Assert.Equal(1, result.Versions);
        Assert.Equal(2, result.Files);
        Assert.Equal(directory[".chronograph"], result.StoreDirectory);
        Assert.Equal("*\n", File.ReadAllText(directory[".chronograph/.gitignore"]));
        Assert.Contains(StoredVersions.Records(result.StoreDirectory), record => record.Contains("src/a.cs->METHOD->M()[in:N.A], Type = CREATES", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unchanged_tree_is_told_from_its_hash_and_a_changed_one_makes_one_more_version()
    {
        using var directory = new TemporaryDirectory();
        Write(directory, "a.cs", "class A { void M() { } }");
        var options = new CodeIndexOptions { Path = directory.Path };
        TestIndexer.Run(options);

        var again = TestIndexer.Run(options);
        Assert.True(again.IsUnchanged);
        Assert.Equal(0, again.BoundFiles);
        Assert.Equal(0, again.Versions);

        Write(directory, "a.cs", "class A { void M() { M(); } }");
        var changed = TestIndexer.Run(options);
        Assert.False(changed.IsUnchanged);
        Assert.Equal(2, changed.FinalVersion.Number);
        Assert.Equal(4, changed.Messages);
    }

    [Fact]
    public void A_version_made_from_another_equals_one_made_from_nothing()
    {
        using var directory = new TemporaryDirectory();
        Write(directory, "a.cs", "namespace N; partial class A { void M() => F(); }");
        Write(directory, "b.cs", "namespace N; partial class A { void F() { } }");
        var options = new CodeIndexOptions { Path = directory.Path, StoreDirectory = directory["store"] };
        TestIndexer.Run(options);
        File.Delete(directory["a.cs"]);
        Write(directory, "c.cs", "class C : N.A, IDisposable { public void Dispose() { } }");

        TestIndexer.Run(options);
        TestIndexer.Run(options with { StoreDirectory = directory["other"] });

        Assert.Equal(StoredVersions.Records(directory["other"]), StoredVersions.Records(directory["store"]));
    }

    [Fact]
    public void Git_decides_which_files_count()
    {
        using var repository = new TestRepository();
        repository.Write(".gitignore", "ignored/\n");
        repository.Write("ignored/a.cs", "class Ignored;");
        repository.Write("tracked.cs", "class Tracked;");
        repository.Commit("one");
        repository.Write("sub/new.cs", "class New;");

        Assert.Equal(2, TestIndexer.Run(new CodeIndexOptions { Path = repository.Path }).Files);
        Assert.Equal(1, TestIndexer.Run(new CodeIndexOptions { Path = Path.Combine(repository.Path, "sub") }).Files);
        Assert.Equal("?? sub/new.cs", repository.Git("status", "--porcelain", "-uall").Trim());
    }

    [Fact]
    public void What_cannot_be_indexed_is_said_and_leaves_nothing_behind()
    {
        using var directory = new TemporaryDirectory();
        Write(directory, "readme.txt", "no source");
        var options = new CodeIndexOptions { Path = directory.Path };

        Assert.Contains("no C# files", Fails(options).Message, StringComparison.Ordinal);
        Assert.Contains("no folder", Fails(options with { Path = directory["missing"] }).Message, StringComparison.Ordinal);
        Assert.Contains("is a file", Fails(options with { Path = directory["readme.txt"] }).Message, StringComparison.Ordinal);
        Assert.Contains("not in a git repository", Fails(options with { History = 3 }).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(directory[".chronograph"]));
    }

    [Fact]
    public void A_store_that_another_run_is_writing_is_refused()
    {
        using var directory = new TemporaryDirectory();
        Write(directory, "a.cs", "class A;");
        var options = new CodeIndexOptions { Path = directory.Path };
        TestIndexer.Run(options);
        using var other = Ingest.ChangeLog.Open(directory[".chronograph/log"]);

        Assert.Throws<StoreLockedException>(() => TestIndexer.Run(options));
    }

    private static SourceNotFoundException Fails(CodeIndexOptions options) =>
        Assert.Throws<SourceNotFoundException>(() => TestIndexer.Run(options));

    private static void Write(TemporaryDirectory directory, string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(directory[path])!);
        File.WriteAllText(directory[path], text);
    }
}
