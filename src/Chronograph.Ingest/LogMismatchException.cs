using Chronograph.Storage;

namespace Chronograph.Ingest;

/// <summary>The store has already folded messages that the log does not have: it is another log, or it lost its end.</summary>
public sealed class LogMismatchException : ChronographException
{
    internal LogMismatchException(string path, long ingested, long head)
        : base(path, $"The store holds messages of {path} up to {ingested}, but the log ends at {head}. "
            + "It is another log of the same name, or it was cut. Fold it into a new store.")
    {
        IngestedSequence = ingested;
        HeadSequence = head;
    }

    /// <summary>The last message that the store holds.</summary>
    public long IngestedSequence { get; }

    /// <summary>The last message in the log.</summary>
    public long HeadSequence { get; }
}
