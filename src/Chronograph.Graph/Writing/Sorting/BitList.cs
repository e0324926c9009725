using System.Numerics;
using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>A bit for each of many places.</summary>
internal sealed class BitList(long count)
{
    private readonly ulong[] _words = new ulong[(count + 63) / 64];

    public bool this[long place] => (_words[place >> 6] & (1UL << (int)(place & 63))) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(long place) => _words[place >> 6] |= 1UL << (int)(place & 63);

    /// <summary>The places whose bit is set, in ascending order.</summary>
    public int[] Places()
    {
        var places = new int[Count()];
        var next = 0;
        for (var word = 0; word < _words.Length; word++)
        {
            for (var bits = _words[word]; bits != 0; bits &= bits - 1)
                places[next++] = word * 64 + BitOperations.TrailingZeroCount(bits);
        }

        return places;
    }

    /// <summary>How many bits are set.</summary>
    public int Count()
    {
        var total = 0;
        foreach (var word in _words)
            total += BitOperations.PopCount(word);
        return total;
    }
}
