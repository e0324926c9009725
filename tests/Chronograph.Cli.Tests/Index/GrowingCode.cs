using System.Diagnostics;

namespace Chronograph.Cli.Tests;

/// <summary>A folder of C# whose history adds, edits, renames and deletes files at random.</summary>
internal sealed class GrowingCode : IDisposable
{
    private readonly List<string> _files = [];

    private GrowingCode(string path) => Path = path;

    public string Path { get; }

    public static GrowingCode Create(string path, int commits, Random random)
    {
        Directory.CreateDirectory(path);
        var code = new GrowingCode(path);
        code.Git("init", "-q", "-b", "main");
        for (var commit = 0; commit < commits; commit++)
        {
            code.Change(random, commit);
            code.Git("add", "-A");
            code.Git("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-q", "--allow-empty", "-m", $"Change {commit}");
        }

        return code;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private void Change(Random random, int commit)
    {
        var victim = _files.Count == 0 ? null : _files[random.Next(_files.Count)];
        var name = $"Part{commit}";
        _files.Add(name);
        File.WriteAllText(FileOf(name), Source(random, name));
        if (victim is null)
            return;
        switch (random.Next(3))
        {
            case 0:
                File.WriteAllText(FileOf(victim), Source(random, victim));
                break;
            case 1:
                File.Delete(FileOf(victim));
                _files.Remove(victim);
                break;
            default:
                File.Move(FileOf(victim), FileOf(victim + "Moved"));
                _files[_files.IndexOf(victim)] = victim + "Moved";
                break;
        }
    }

    private string Source(Random random, string name)
    {
        var calls = Enumerable.Range(0, random.Next(4)).Select(_ => $"{_files[random.Next(_files.Count)]}.Run({random.Next(9)});");
        return $$"""
            namespace Growing;
            public static class {{name}} { public static int Run(int depth) { {{string.Join(" ", calls)}} return depth; } }
            """;
    }

    private string FileOf(string name) => System.IO.Path.Combine(Path, name + ".cs");

    private void Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = Path })!;
        Tool.WaitForExit(git);
        Assert.Equal(0, git.ExitCode);
    }
}
