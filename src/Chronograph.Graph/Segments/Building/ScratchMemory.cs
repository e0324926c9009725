namespace Chronograph.Graph;

/// <summary>Memory that what is gathered may take in place of temporary files. Any thread may call.</summary>
/// <param name="bytes">How much there is; none when it is not above 0.</param>
internal sealed class ScratchMemory(long bytes)
{
    private readonly Lock _gate = new();

    // Guarded by _gate.
    private long _free = Math.Max(0, bytes);

    /// <summary>Takes so much, or nothing when there is less.</summary>
    public bool TryTake(long bytes)
    {
        lock (_gate)
        {
            if (_free < bytes)
                return false;
            _free -= bytes;
            return true;
        }
    }

    /// <summary>Takes as much as there is, up to so much.</summary>
    /// <returns>What was taken.</returns>
    public long TakeUpTo(long bytes)
    {
        lock (_gate)
        {
            var taken = Math.Min(_free, bytes);
            _free -= taken;
            return taken;
        }
    }

    /// <summary>Gives back what was taken.</summary>
    public void GiveBack(long bytes)
    {
        lock (_gate)
            _free += bytes;
    }
}
