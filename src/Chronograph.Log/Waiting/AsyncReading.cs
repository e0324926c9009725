using System.Runtime.CompilerServices;

namespace Chronograph.Log;

/// <summary>Follows a log without holding a thread while there is nothing to read.</summary>
internal static class AsyncReading
{
    private const int ShortPauses = 100;
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongPause = TimeSpan.FromMilliseconds(10);

    public static async IAsyncEnumerable<MessageCopy> All(LogReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var pauses = 0; ; pauses++)
        {
            while (Next(reader) is { } message)
            {
                pauses = 0;
                yield return message;
                cancellationToken.ThrowIfCancellationRequested();
            }

            await Task.Delay(pauses < ShortPauses ? ShortPause : LongPause, cancellationToken).ConfigureAwait(false);
        }
    }

    private static MessageCopy? Next(LogReader reader) => reader.TryRead(out var message) ? message.Copy() : null;
}
