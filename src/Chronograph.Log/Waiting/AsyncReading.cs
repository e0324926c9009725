using System.Runtime.CompilerServices;

namespace Chronograph.Log;

/// <summary>Follows a log without holding a thread while there is nothing to read.</summary>
internal static class AsyncReading
{
    public static async IAsyncEnumerable<MessageCopy> All(LogReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            while (Next(reader) is { } message)
            {
                yield return message;
                cancellationToken.ThrowIfCancellationRequested();
            }

            await reader.WaitAsync(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        }
    }

    private static MessageCopy? Next(LogReader reader) => reader.TryRead(out var message) ? message.Copy() : null;
}
