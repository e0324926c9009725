using System.Numerics;

namespace Chronograph.Graph;

/// <summary>Which nodes a walk has reached, by number, and those of its newest level in ascending order.</summary>
internal sealed class ReachedNodes
{
    // Below one node in so many words of the bitmap, sorting costs less than passing over the bitmap.
    private const int SparseLevel = 16;

    private ulong[] _bits = [];
    private uint[] _level = [];
    private uint[] _next = new uint[64];
    private int _levelCount;
    private int _nextCount;
    private ulong[] _sorting = [];

    /// <summary>The numbers that exist; those at or above it are damage.</summary>
    public long Capacity { get; private set; }

    /// <summary>The nodes of the level, by ascending number.</summary>
    public ReadOnlySpan<uint> Level => _level.AsSpan(0, _levelCount);

    /// <summary>How many nodes the next level has so far.</summary>
    public int NextCount => _nextCount;

    /// <summary>Makes room for more numbers.</summary>
    public void Grow(long capacity)
    {
        Capacity = capacity;
        var words = (capacity + 63) / 64;
        if (words > _bits.Length)
            Array.Resize(ref _bits, checked((int)Math.Max(words, Math.Min(2L * _bits.Length, Array.MaxLength))));
    }

    public bool Contains(uint number) => (_bits[number >> 6] & (1UL << (int)number)) != 0;

    /// <summary>Puts a node into the next level unless it was reached before.</summary>
    /// <param name="number">Below <see cref="Capacity"/>.</param>
    public bool Add(uint number)
    {
        ref var word = ref _bits[number >> 6];
        var bit = 1UL << (int)number;
        if ((word & bit) != 0)
            return false;
        word |= bit;
        if (_nextCount == _next.Length)
            Array.Resize(ref _next, checked((int)Math.Min(2L * _next.Length, Array.MaxLength)));
        _next[_nextCount++] = number;
        return true;
    }

    /// <summary>Drops from the next level what was reached last, beyond a number of nodes.</summary>
    public void Keep(int count) => _nextCount = Math.Min(_nextCount, count);

    /// <summary>Makes the next level the level; false when it is empty.</summary>
    public bool NextLevel()
    {
        (_level, _next) = (_next, _level.Length == 0 ? new uint[64] : _level);
        (_levelCount, _nextCount) = (_nextCount, 0);
        if (_levelCount < _bits.Length / SparseLevel)
            Array.Sort(_level, 0, _levelCount);
        else
            SortByBits();
        return _levelCount > 0;
    }

    /// <summary>Sets a bit for each and reads them back in order: linear, and the bitmap fits into the cache.</summary>
    private void SortByBits()
    {
        if (_sorting.Length < _bits.Length)
            _sorting = new ulong[_bits.Length];
        foreach (var number in Level)
            _sorting[number >> 6] |= 1UL << (int)number;
        var count = 0;
        for (var index = 0; index < _sorting.Length && count < _levelCount; index++)
        {
            for (var word = _sorting[index]; word != 0; word &= word - 1)
                _level[count++] = (uint)(index * 64 + BitOperations.TrailingZeroCount(word));
            _sorting[index] = 0;
        }
    }
}
