using System.Numerics;

namespace Chronograph.Graph;

/// <summary>The slots of a hash table with open addressing: numbers of entries that are kept elsewhere. At most half are taken.</summary>
internal readonly struct HashSlots
{
    private const int Fewest = 16;

    private readonly int[]? _slots;

    private HashSlots(int[] slots) => _slots = slots;

    public long Bytes => (_slots?.Length ?? 0L) * sizeof(int);

    /// <summary>Empty slots for twice as many entries as there are.</summary>
    public static HashSlots For(int entries)
    {
        var slots = new int[Math.Max(Fewest, checked((int)BitOperations.RoundUpToPowerOf2((uint)entries) * 2))];
        Array.Fill(slots, -1);
        return new HashSlots(slots);
    }

    public bool IsFull(int entries) => _slots is null || entries > _slots.Length / 2;

    public int First(uint hash) => _slots is null ? -1 : (int)(hash & (uint)(_slots.Length - 1));

    public int After(int probe) => (probe + 1) & (_slots!.Length - 1);

    /// <summary>The number in a slot, or -1.</summary>
    public int At(int probe) => probe < 0 ? -1 : _slots![probe];

    public void Add(uint hash, int number)
    {
        var probe = First(hash);
        while (_slots![probe] >= 0)
            probe = After(probe);
        _slots[probe] = number;
    }
}
