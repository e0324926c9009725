using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Sorts many short runs, such as the edges of each node: by insertion, but for the few runs that are long.</summary>
internal static class ShortSort
{
    private const int Few = 32;

    /// <summary>Sorts keys, ascending.</summary>
    [MethodImpl(Bulk.Loop)]
    public static void Sort(Span<ulong> keys)
    {
        if (keys.Length > Few)
        {
            keys.Sort();
            return;
        }

        for (var sorted = 1; sorted < keys.Length; sorted++)
        {
            var (key, at) = (keys[sorted], sorted);
            for (; at > 0 && keys[at - 1] > key; at--)
                keys[at] = keys[at - 1];
            keys[at] = key;
        }
    }

    /// <summary>Sorts keys, ascending, and the places that go with them.</summary>
    [MethodImpl(Bulk.Loop)]
    public static void Sort(Span<ulong> keys, Span<int> places)
    {
        if (keys.Length > Few)
        {
            keys.Sort(places);
            return;
        }

        for (var sorted = 1; sorted < keys.Length; sorted++)
        {
            var (key, place, at) = (keys[sorted], places[sorted], sorted);
            for (; at > 0 && keys[at - 1] > key; at--)
                (keys[at], places[at]) = (keys[at - 1], places[at - 1]);
            (keys[at], places[at]) = (key, place);
        }
    }
}
