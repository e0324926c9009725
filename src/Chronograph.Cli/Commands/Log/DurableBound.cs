using Chronograph.Log;

namespace Chronograph.Cli;

/// <summary>Tells which messages survive a power loss, asking the log only when the answer may have changed.</summary>
internal sealed class DurableBound(MessageLog log)
{
    private long _last = log.DurableSequence;

    /// <summary>Whether a message is on the disk.</summary>
    public bool Covers(long sequence) => sequence <= _last || sequence <= (_last = log.DurableSequence);
}
