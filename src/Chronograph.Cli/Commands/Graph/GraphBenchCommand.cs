using System.CommandLine;
using Chronograph.Selftest;

namespace Chronograph.Cli;

/// <summary><c>graph bench</c>: how fast a graph answers on this machine, beside floors.</summary>
internal sealed class GraphBenchCommand : VerbCommand
{
    private readonly Option<string> _scale = new("--scale")
    {
        Description = "small (20,000 nodes, seconds), 1m (1 M nodes, 10 M edges) or 10m (10 M nodes, 60 M edges) [default: small]",
        HelpName = "small|1m|10m",
        DefaultValueFactory = _ => "small",
        CustomParser = ValueParser.One<string>(TryParse, "a scale; use small, 1m or 10m"),
    };

    private readonly Option<string?> _directory = new("--directory")
    {
        Description = "Where the generated graphs are made, kept, and used again [default: a temporary directory that is removed]",
        HelpName = "DIR",
    };

    public GraphBenchCommand()
        : base("bench", "Measures a generated graph on this machine") => Accept(_scale, _directory);

    protected override ExitCode Run(Invocation call)
    {
        var given = call.Get(_directory);
        var directory = given ?? Directory.CreateTempSubdirectory("chronograph-bench-").FullName;
        try
        {
            var (nodes, edges) = Size(call.Get(_scale)!);
            Directory.CreateDirectory(directory);
            var options = new GraphSpeedOptions(directory, nodes, edges);
            var figures = new GraphSpeed(options, Talk.Note, call.Stop).Run();
            call.Output.List([.. figures, ImportSpeed.Measure(options, call.Stop)], SpeedFigureView.Instance, call.Stop);
            return ExitCode.Done;
        }
        finally
        {
            if (given is null)
                Directory.Delete(directory, recursive: true);
        }
    }

    private static (int Nodes, int EdgesPerNode) Size(string scale) => scale switch
    {
        "1m" => (1_000_000, 10),
        "10m" => (10_000_000, 6),
        _ => (20_000, 10),
    };

    private static bool TryParse(string text, out string scale)
    {
        scale = text;
        return text is "small" or "1m" or "10m";
    }
}
