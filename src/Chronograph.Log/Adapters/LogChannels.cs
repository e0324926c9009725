using System.Buffers;
using System.Threading.Channels;

namespace Chronograph.Log;

/// <summary>Connects logs with <see cref="Channel{T}"/>s.</summary>
public static class LogChannels
{
    /// <summary>Appends everything that comes through a channel, until it is completed.</summary>
    /// <remarks>A log is appended to by one thread at a time; a channel lets any number of them hand their messages in.</remarks>
    /// <param name="log">The log, opened for writing and used by nobody else for appending meanwhile.</param>
    /// <param name="channel">Where messages come from.</param>
    /// <param name="write">Writes the payload of one message.</param>
    /// <param name="properties">Gives type, timestamp and trace of a message; null for none.</param>
    /// <param name="cancellationToken">Ends the reading between two messages.</param>
    /// <returns>How many messages were appended.</returns>
    /// <exception cref="ArgumentException">A message is larger than a segment can hold. What is behind it stays in the channel.</exception>
    public static async Task<long> AppendAllAsync<T>(
        this MessageLog log,
        ChannelReader<T> channel,
        Action<IBufferWriter<byte>, T> write,
        Func<T, MessageProperties>? properties = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(write);
        var buffer = new MessageBuffer(log);
        var count = 0L;
        await foreach (var item in channel.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            write(buffer, item);
            buffer.Append(properties?.Invoke(item) ?? default);
            count++;
        }

        return count;
    }

    /// <summary>Hands every message on to a channel, as a copy, for ever; waits while the channel is full.</summary>
    /// <param name="reader">The reader, used by nobody else meanwhile.</param>
    /// <param name="channel">Where messages go. It is completed when this ends, with the error that ended it unless it was cancelled.</param>
    /// <param name="cancellationToken">Ends it with an <see cref="OperationCanceledException"/>.</param>
    public static async Task CopyToAsync(
        this LogReader reader, ChannelWriter<MessageCopy> channel, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(channel);
        try
        {
            await foreach (var message in reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                await channel.WriteAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            channel.TryComplete(error is OperationCanceledException ? null : error);
            throw;
        }
    }
}
