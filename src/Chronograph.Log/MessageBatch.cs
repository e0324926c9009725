namespace Chronograph.Log;

/// <summary>Messages that become visible together, or never. For the thread that appends to the log.</summary>
/// <remarks>
/// Nothing of a batch can be read, in any process, before <see cref="Commit"/>; one store then publishes all of it. A
/// batch may have any number of messages and fill any number of segments. One that was not committed, also because the
/// process died, leaves nothing behind. While a batch is open the log takes no other messages. It is a value without
/// anything of its own on the heap: copies of it mean the same batch, and all end with it.
/// </remarks>
public readonly struct MessageBatch : IDisposable
{
    private readonly Appender? _appender;
    private readonly long _number;

    internal MessageBatch(Appender appender)
    {
        _appender = appender;
        _number = appender.BeginBatch();
    }

    /// <summary>Adds a message.</summary>
    /// <param name="payload">Its bytes; empty is allowed.</param>
    /// <param name="type">The user's message type.</param>
    /// <returns>The sequence number the message has once the batch is committed.</returns>
    /// <exception cref="ArgumentException">The message is larger than a segment can hold.</exception>
    /// <exception cref="Chronograph.Storage.StorageFullException">The disk is full. The batch can only be disposed.</exception>
    /// <exception cref="LogFullException">The log has reached <see cref="MessageLogOptions.MaxBytes"/>. The batch can only be disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch was committed or disposed.</exception>
    public long Append(ReadOnlySpan<byte> payload, ushort type = 0) =>
        Appender.AppendToBatch(_number, payload, type, 0, default);

    /// <inheritdoc cref="Append(ReadOnlySpan{byte}, ushort)"/>
    /// <param name="payload">Its bytes; empty is allowed.</param>
    /// <param name="properties">Type, timestamp and trace of the message.</param>
    public long Append(ReadOnlySpan<byte> payload, in MessageProperties properties) =>
        Appender.AppendToBatch(_number, payload, properties.Type, properties.TimestampNs, TraceContext.From(properties));

    /// <summary>Makes all messages visible.</summary>
    /// <returns>The sequence number of the last one; of the last message in the log when the batch is empty.</returns>
    public long Commit() => Appender.CommitBatch(_number);

    /// <summary>Abandons the batch unless it was committed. Abandoning messages waits for the disk.</summary>
    public void Dispose() => _appender?.AbandonBatch(_number);

    private Appender Appender => _appender ?? throw new InvalidOperationException("No batch was begun: MessageLog.BeginBatch begins one.");
}
