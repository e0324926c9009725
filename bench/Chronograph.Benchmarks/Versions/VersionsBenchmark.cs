using System.CommandLine;

namespace Chronograph.Benchmarks;

/// <summary>What a commit, opening, a page of versions and finding a tag cost after a hundred commits and after a hundred thousand.</summary>
internal static class VersionsBenchmark
{
    private const int FewestCommits = 100;

    public static Command Command()
    {
        var directory = new Argument<string>("DIRECTORY") { Description = "Where stores are made, kept, and used again." };
        var versions = new Option<long>("--versions") { Description = "Commits of the longest store; there are others of a tenth, a hundredth, …, down to 100.", DefaultValueFactory = _ => 100_000 };
        var growing = new Option<bool>("--growing") { Description = "Each commit brings a hundred new records, instead of changing a hundred of 40,000." };
        var build = new Option<bool>("--build") { Description = "Only make the stores." };
        var output = new Option<string?>("--output") { Description = "Write NAME.json and NAME.svg." };
        var command = new Command("versions", "The chain of versions: commits, opening, listing and finding, as their number grows.") { directory, versions, growing, build, output };
        command.SetAction((parsed, stop) =>
        {
            var path = Directory.CreateDirectory(parsed.GetValue(directory)!).FullName;
            var run = new VersionsRun(path, parsed.GetValue(growing), stop);
            run.Build(Marks(parsed.GetValue(versions)));
            if (!parsed.GetValue(build))
            {
                run.Measure();
                new VersionsReport(run).Write(parsed.GetValue(output));
            }

            return Task.CompletedTask;
        });
        return command;
    }

    private static IEnumerable<long> Marks(long most)
    {
        var marks = new Stack<long>();
        for (var commits = most; commits >= FewestCommits; commits /= 10)
            marks.Push(commits);
        return marks;
    }
}
