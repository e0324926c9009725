namespace Chronograph.Testing;

/// <summary>Random choices that can be replayed: the seed goes into every failure message.</summary>
public static class Randomness
{
    private const string Variable = "CHRONOGRAPH_SEED";

    /// <summary>A generator with a new seed, or with the one in the environment variable <c>CHRONOGRAPH_SEED</c>.</summary>
    public static Random Create(out int seed)
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable(Variable), out seed))
            seed = Random.Shared.Next();
        Console.WriteLine($"{Variable}={seed}");
        return new Random(seed);
    }
}
