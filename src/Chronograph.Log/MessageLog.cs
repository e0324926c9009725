namespace Chronograph.Log;

/// <summary>A crash-safe log of messages in a directory.</summary>
public sealed class MessageLog : IDisposable
{
    private MessageLog() { }

    /// <summary>Opens a log as its one writer, creating it when the directory holds none.</summary>
    public static MessageLog Open(string directory, MessageLogOptions? options = null) => throw new NotImplementedException();

    /// <summary>Opens an existing log for reading. Creates, locks and changes nothing.</summary>
    public static MessageLog OpenReadOnly(string directory) => throw new NotImplementedException();

    /// <summary>Whether the directory holds a log.</summary>
    public static bool Exists(string directory) => throw new NotImplementedException();

    /// <summary>The first message that exists, or <see cref="NextSequence"/> when there is none.</summary>
    public long FirstSequence => throw new NotImplementedException();

    /// <summary>The sequence number that the next message will get.</summary>
    public long NextSequence => throw new NotImplementedException();

    /// <summary>The newest message that survives a power loss; 0 when none does.</summary>
    public long DurableSequence => throw new NotImplementedException();

    /// <summary>Appends a message.</summary>
    public long Append(ReadOnlySpan<byte> payload, ushort type = 0) => throw new NotImplementedException();

    /// <summary>Appends a message.</summary>
    public long Append(ReadOnlySpan<byte> payload, in MessageProperties properties) => throw new NotImplementedException();

    /// <summary>Begins a batch.</summary>
    public MessageBatch BeginBatch() => throw new NotImplementedException();

    /// <summary>Creates a reader.</summary>
    public LogReader CreateReader(LogStart start) => throw new NotImplementedException();

    /// <summary>Makes everything appended so far survive a power loss.</summary>
    public void Flush() => throw new NotImplementedException();

    /// <summary>Describes the log as it is now.</summary>
    public LogDescription Describe() => throw new NotImplementedException();

    /// <summary>Checks every byte of a log and changes nothing.</summary>
    public static LogVerification Verify(string directory, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    /// <summary>Closes the log.</summary>
    public void Dispose() { }
}
