using System.Diagnostics;
using Chronograph.Testing;

namespace Chronograph.Cli.Tests;

/// <summary>A folder of C# with a git history of three commits.</summary>
internal sealed class SampleCode : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public SampleCode()
    {
        Directory.CreateDirectory(Path);
        Git("init", "-q", "-b", "main");
        Commit("Greet", """
            namespace Sample;
            public interface IGreeter { string Greet(string name); }
            public sealed class Greeter : IGreeter { public string Greet(string name) => Text.Polish("hello " + name); }
            public static class Text { public static string Polish(string text) => text.Trim(); }
            """);
        Commit("Greet twice", """
            namespace Sample;
            public interface IGreeter { string Greet(string name); }
            public sealed class Greeter : IGreeter { public string Greet(string name) => Text.Polish("hello " + name); }
            public sealed class Twice : IGreeter { public string Greet(string name) => Text.Polish("hello hello " + name); }
            public static class Text { public static string Polish(string text) => text.Trim(); }
            """);
        Commit("Say good morning", """
            namespace Sample;
            public interface IGreeter { string Greet(string name); }
            public sealed class Greeter : IGreeter { public string Greet(string name) => Text.Polish("good morning " + name); }
            public sealed class Twice : IGreeter { public string Greet(string name) => Text.Polish("hello hello " + name); }
            public static class Text { public static string Polish(string text) => text.Trim(); }
            """);
    }

    /// <summary>The folder.</summary>
    public string Path => _directory["it's sample code"];

    /// <summary>The graph that indexing makes of it.</summary>
    public string Graph => System.IO.Path.Combine(Path, ".chronograph", "graph");

    /// <summary>The log that indexing writes.</summary>
    public string Log => System.IO.Path.Combine(Path, ".chronograph", "log");

    public void Dispose() => _directory.Dispose();

    private void Commit(string subject, string source)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, "Sample.cs"), source);
        Git("add", "-A");
        Git("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-q", "-m", subject);
    }

    private void Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = Path })!;
        Tool.WaitForExit(git);
        Assert.Equal(0, git.ExitCode);
    }
}
