namespace Chronograph.Selftest;

/// <summary>Does the same thing several times at once, as often as the machine has processors.</summary>
internal static class Lanes
{
    /// <summary>Runs all lanes to their end.</summary>
    /// <param name="seed">What their own seeds come from, so that one seed replays all.</param>
    /// <param name="lane">What a lane does with its seed, being one of so many.</param>
    /// <returns>What they counted, together.</returns>
    public static T Sum<T>(int seed, Func<int, int, T> lane)
        where T : ISelftestCounts<T>, new()
    {
        var total = new T();
        foreach (var counts in Run(new Random(seed), lane))
            total.Add(counts);
        return total;
    }

    private static T[] Run<T>(Random random, Func<int, int, T> lane)
    {
        var results = new T[Environment.ProcessorCount];
        var threads = new List<Thread>();
        for (var number = 0; number < results.Length; number++)
        {
            var (index, seed) = (number, random.Next());
            threads.Add(new Thread(() => results[index] = lane(seed, results.Length)) { Name = "Chronograph selftest" });
        }

        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return results;
    }
}
