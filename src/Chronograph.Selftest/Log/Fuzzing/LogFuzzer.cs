using Chronograph.Log;

namespace Chronograph.Selftest;

/// <summary>Spoils logs of every shape at random and does to them what users do, for as long as one likes.</summary>
/// <param name="directory">An empty directory to work in.</param>
/// <param name="seed">Replays a run.</param>
internal sealed class LogFuzzer(string directory, int seed)
{
    private const int MostFailures = 20;

    private readonly List<string> _failures = [];

    /// <summary>Logs that were spoiled and exercised.</summary>
    public long Executions { get; private set; }

    /// <summary>What crashed, lied, hung or allocated without bound, with what replays it.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Runs while told to, or until a number of executions is reached.</summary>
    public void Run(long executions, Func<bool> goesOn)
    {
        var shapes = LogShape.BuildAll(Path.Combine(directory, "shapes"));
        for (; Executions < executions && goesOn() && _failures.Count < MostFailures; Executions++)
            RunOne(shapes, Executions);
    }

    /// <summary>Runs one case again.</summary>
    public void Replay(long execution) => RunOne(LogShape.BuildAll(Path.Combine(directory, "shapes")), execution);

    private void RunOne(IReadOnlyList<LogShape> shapes, long execution)
    {
        var random = new Random(HashCode(execution));
        var shape = shapes[random.Next(shapes.Count)];
        var image = Path.Combine(directory, "image");
        if (Directory.Exists(image))
            Directory.Delete(image, recursive: true);
        LogShape.Copy(shape.Directory, image);
        var resealed = false;
        for (var changes = random.Next(1, 4); changes > 0; changes--)
            resealed |= new LogMutation(random).Spoil(random.GetItems(Files(image), 1)[0]);
        try
        {
            new LogExercise(image, onlyTrueMessages: !resealed).Run();
        }
        catch (SelftestFailedException failure)
        {
            _failures.Add($"seed {seed}, execution {execution}, a log '{shape.Name}': {failure.Message}");
        }
    }

    private static string[] Files(string image) =>
        [.. Directory.EnumerateFiles(image, "*", SearchOption.AllDirectories).Where(path => !path.Contains("quarantine")).Order(StringComparer.Ordinal)];

    // The same on every run, unlike System.HashCode.
    private int HashCode(long execution) => (int)((((uint)seed * 2654435761L) ^ (execution * 40503L)) & int.MaxValue);
}
