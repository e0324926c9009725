using System.Diagnostics;
using Chronograph.Testing;

namespace Chronograph.Code.Tests;

/// <summary>A real git repository in a temporary directory, independent of the user's own settings.</summary>
internal sealed class TestRepository : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private DateTimeOffset _clock = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public TestRepository()
    {
        System.IO.Directory.CreateDirectory(Path);
        Git("init", "--quiet", "--initial-branch=main");
    }

    public string Path => _directory["work"];

    /// <summary>A place outside the repository for stores.</summary>
    public string Outside(string name) => _directory[name];

    public void Write(string path, string text)
    {
        var file = System.IO.Path.Combine(Path, path);
        System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void Delete(string path) => File.Delete(System.IO.Path.Combine(Path, path));

    /// <summary>Commits everything, a minute after the last commit, and gives the commit's name.</summary>
    public string Commit(string subject)
    {
        _clock += TimeSpan.FromMinutes(1);
        Git("add", "--all");
        Git("commit", "--quiet", "--allow-empty", "--message", subject);
        return Git("rev-parse", "HEAD").Trim();
    }

    public string Git(params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = Path, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false", .. arguments])
            start.ArgumentList.Add(argument);
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_AUTHOR_DATE"] = start.Environment["GIT_COMMITTER_DATE"] = _clock.ToString("O");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(errors.Result);
    }

    public void Dispose()
    {
        foreach (var file in System.IO.Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
            File.SetAttributes(file, FileAttributes.Normal);
        _directory.Dispose();
    }
}
