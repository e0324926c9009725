using System.Buffers;

namespace Chronograph.Log;

/// <summary>Takes a message piece by piece from whatever writes to an <see cref="IBufferWriter{T}"/>, then appends it.</summary>
/// <remarks>
/// For serializers that do not know the length beforehand; where it is known, <see cref="MessageLog.Claim"/> saves the copy.
/// The buffer is kept from message to message: once it has the size of the largest, nothing is allocated. For the thread
/// that appends.
/// </remarks>
/// <param name="log">The log, opened for writing.</param>
public sealed class MessageBuffer(MessageLog log) : IBufferWriter<byte>
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>The bytes written since the last append.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    /// <inheritdoc/>
    public void Advance(int count) => _bytes.Advance(count);

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0) => _bytes.GetMemory(sizeHint);

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => _bytes.GetSpan(sizeHint);

    /// <summary>Appends what was written as one message, and begins anew. Also after an exception nothing is left of it.</summary>
    /// <param name="properties">Type, timestamp and trace of the message.</param>
    /// <returns>Its sequence number.</returns>
    /// <exception cref="ArgumentException">The message is larger than a segment can hold, or lacks a timestamp that it must have.</exception>
    /// <exception cref="Chronograph.Storage.StorageFullException">The disk is full.</exception>
    /// <exception cref="Chronograph.Storage.WriterFaultedException">A flush failed earlier.</exception>
    public long Append(in MessageProperties properties = default)
    {
        try
        {
            return log.Append(_bytes.WrittenSpan, properties);
        }
        finally
        {
            Clear();
        }
    }

    /// <summary>Forgets what was written since the last append.</summary>
    public void Clear() => _bytes.ResetWrittenCount();
}
