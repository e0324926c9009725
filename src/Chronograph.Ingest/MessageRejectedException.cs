using Chronograph.Storage;

namespace Chronograph.Ingest;

/// <summary>A message could not be used, and the run was asked to stop at the first such message.</summary>
public sealed class MessageRejectedException : ChronographException
{
    internal MessageRejectedException(string path, long sequence, string reason)
        : base(path, $"Message {sequence} of {path} cannot be used: {reason}. Nothing of its version was committed.")
    {
        Sequence = sequence;
        Reason = reason;
    }

    /// <summary>The sequence number of the message.</summary>
    public long Sequence { get; }

    /// <summary>Why it cannot be used.</summary>
    public string Reason { get; }
}
