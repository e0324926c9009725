namespace Chronograph.Log;

/// <summary>One reader that sleeps without a thread.</summary>
/// <param name="armed">What it armed the bell with.</param>
/// <param name="wanted">The message it waits for.</param>
/// <param name="durable">Whether it waits until that one is durable.</param>
internal sealed class Sleeper(ArmedBell armed, long wanted, bool durable)
{
    // Asynchronously: what the reader does next must not run on the thread that wakes the others.
    private readonly TaskCompletionSource _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ArmedBell Armed => armed;

    public long Wanted => wanted;

    public bool WantsDurable => durable;

    public bool IsAwake => _source.Task.IsCompleted;

    /// <summary>Completes when it is woken, for whatever reason.</summary>
    public Task Task => _source.Task;

    public void Wake() => _source.TrySetResult();
}
