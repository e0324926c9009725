using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Walks a list on the thread pool, some hundred items at a time, so that whoever awaits it is never blocked by a disk.</summary>
internal static class BackgroundList
{
    private const int ItemsAtATime = 256;

    public static async IAsyncEnumerable<T> Walk<T>(
        Func<CancellationToken, IEnumerable<T>> list, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var items = await Task.Run(() => list(cancellation).GetEnumerator(), cancellation).ConfigureAwait(false);
        for (var more = true; more;)
        {
            var part = new List<T>(ItemsAtATime);
            more = await Task.Run(() => Fill(items, part), cancellation).ConfigureAwait(false);
            foreach (var item in part)
                yield return item;
        }
    }

    private static bool Fill<T>(IEnumerator<T> items, List<T> part)
    {
        while (part.Count < ItemsAtATime)
        {
            if (!items.MoveNext())
                return false;
            part.Add(items.Current);
        }

        return true;
    }
}
