namespace Chronograph.Log;

/// <summary>Up to where messages survive a power loss, as the writer in any process says. For the thread of one reader.</summary>
internal sealed class DurableBound(LogDirectory directory) : IDisposable
{
    private ControlFile? _control;

    /// <summary>The last durable message; 0 when there is none or nothing is known.</summary>
    public long Sequence => (_control ??= ControlFile.TryOpenReadOnly(directory))?.DurableSequence ?? 0;

    public void Dispose() => _control?.Dispose();
}
