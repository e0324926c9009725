namespace Chronograph.Log;

/// <summary>A reader was asked for a message that the log no longer holds, or that is further than one ahead of it.</summary>
public sealed class SequenceOutOfRangeException : Exception
{
    /// <summary>Reports a sequence number outside of a log.</summary>
    /// <param name="path">The log's directory.</param>
    /// <param name="sequence">What was asked for.</param>
    /// <param name="firstAvailable">The first message that exists.</param>
    /// <param name="next">The sequence number that the next message will get.</param>
    public SequenceOutOfRangeException(string path, long sequence, long firstAvailable, long next)
        : base($"{path} holds the messages from {firstAvailable} to {next - 1}; {sequence} was asked for.")
    {
        Path = path;
        Sequence = sequence;
        FirstAvailable = firstAvailable;
        Next = next;
    }

    /// <summary>The log's directory.</summary>
    public string Path { get; }

    /// <summary>What was asked for.</summary>
    public long Sequence { get; }

    /// <summary>The first message that exists: where a reader left behind can go on.</summary>
    public long FirstAvailable { get; }

    /// <summary>The sequence number that the next message will get.</summary>
    public long Next { get; }
}
