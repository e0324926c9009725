namespace Chronograph.Code.Tests;

/// <summary>Random edits of random code: after each, the graph must be the one that an analysis from nothing finds.</summary>
public sealed class RandomHistoryTests(ITestOutputHelper output)
{
    private const int Histories = 2;
    private const int Steps = 40;

    [Fact]
    public void A_graph_reached_step_by_step_is_the_graph_from_scratch()
    {
        var seed = Environment.GetEnvironmentVariable("CHRONOGRAPH_SEED") is { } text
            ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
            : Random.Shared.Next();
        output.WriteLine($"CHRONOGRAPH_SEED={seed}");
        for (var history = 0; history < Histories; history++)
            Run(seed + history);
    }

    private static void Run(int seed)
    {
        var random = new Random(seed);
        var source = new RandomSource(random);
        var code = AnalysedCode.From(source.Files().ToArray());
        for (var step = 1; step <= Steps; step++)
        {
            var changes = source.Change().ToArray();
            code.Change(changes);
            code.AssertSameAsFromScratch(
                $"seed {seed}, step {step}\n{string.Join("\n---\n", changes.Select(static c => $"{c.Path}:\n{c.Text ?? "(gone)"}"))}");
        }
    }
}
