using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>A fast hash of short texts for tables in memory, with a secret that differs from process to process.</summary>
internal static class TextHash
{
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    // Which texts collide must not be known to whoever chooses the texts; no result depends on the order of a table.
    private static readonly ulong Secret = (ulong)Random.Shared.NextInt64() | 1;

    [MethodImpl(Bulk.Loop)]
    public static uint Of(ReadOnlySpan<byte> text)
    {
        var hash = Secret ^ (ulong)text.Length;
        for (; text.Length >= sizeof(ulong); text = text[sizeof(ulong)..])
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(text));
        var rest = 0UL;
        foreach (var value in text)
            rest = (rest << 8) | value;
        hash = Mix(hash, rest);
        return (uint)(hash ^ (hash >> 32));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong hash, ulong word)
    {
        var high = Math.BigMul(hash ^ word, Multiplier ^ Secret, out var low);
        return high ^ low;
    }
}
