namespace Chronograph.Log;

/// <summary>A message of one of several logs, read in place by a <see cref="LogMerge"/>.</summary>
/// <remarks>Valid until the merge reads on, waits or is disposed; copy what must live longer.</remarks>
public readonly ref struct MergedMessage
{
    internal MergedMessage(Message message, int source, bool isLate)
    {
        Message = message;
        Source = source;
        IsLate = isLate;
    }

    /// <summary>The message as its own log has it.</summary>
    public Message Message { get; }

    /// <summary>The index of its log among those that are merged.</summary>
    public int Source { get; }

    /// <summary>Whether a message that belongs behind this one was delivered before it.</summary>
    public bool IsLate { get; }

    /// <summary>A copy that stays valid. Allocates it and its payload.</summary>
    public MergedMessageCopy Copy() => new(Source, Message.Copy(), IsLate);
}

/// <summary>A message of one of several logs, with a payload of its own.</summary>
/// <param name="Source">The index of its log among those that are merged.</param>
/// <param name="Message">The message.</param>
/// <param name="IsLate">Whether a message that belongs behind this one was delivered before it.</param>
public sealed record MergedMessageCopy(int Source, MessageCopy Message, bool IsLate);
