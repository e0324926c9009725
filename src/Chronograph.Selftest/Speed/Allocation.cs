namespace Chronograph.Selftest;

/// <summary>Counts what a loop allocates on the managed heap.</summary>
internal static class Allocation
{
    /// <summary>Bytes for each iteration, exactly.</summary>
    public static double PerIteration(Action<long> loop, long iterations)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        loop(iterations);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)iterations;
    }
}
