namespace Chronograph.Log;

/// <summary>Messages that become visible together, or never. For one thread at a time.</summary>
public sealed class MessageBatch : IDisposable
{
    internal MessageBatch() { }

    /// <summary>Adds a message.</summary>
    /// <returns>The sequence number it will have.</returns>
    public long Append(ReadOnlySpan<byte> payload, ushort type = 0) => throw new NotImplementedException();

    /// <summary>Adds a message.</summary>
    /// <returns>The sequence number it will have.</returns>
    public long Append(ReadOnlySpan<byte> payload, in MessageProperties properties) => throw new NotImplementedException();

    /// <summary>Makes all messages visible.</summary>
    /// <returns>The sequence number of the last one.</returns>
    public long Commit() => throw new NotImplementedException();

    /// <summary>Abandons the batch unless it was committed.</summary>
    public void Dispose() { }
}
