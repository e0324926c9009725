namespace Chronograph.Graph;

/// <summary>Large arrays that nobody refers to any more, taken back so that what comes next uses their memory again.</summary>
/// <remarks>
/// The collector by itself would leave them until as much again is taken, and memory that is new to a process costs more
/// than anything that is done with it. Having no references in them, large arrays cost it next to nothing.
/// </remarks>
internal static class UnusedMemory
{
    private const long WorthCollecting = 64 << 20;

    /// <param name="bytes">How much it is, nearly.</param>
    public static void Collect(long bytes)
    {
        if (bytes >= WorthCollecting)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
    }
}
