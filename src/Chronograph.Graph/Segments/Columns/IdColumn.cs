using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Node ids in ascending order, found by interpolation since they are hashes and so evenly spread.</summary>
internal readonly struct IdColumn
{
    private const int InterpolationSteps = 4;
    private const int LinearSpan = 4;

    private readonly SegmentFile _file;
    private readonly long _offset;

    private IdColumn(SegmentFile file, in ColumnEntry entry)
    {
        _file = file;
        _offset = entry.Offset;
        Count = entry.Count;
    }

    public long Count { get; }

    public NodeId this[long index]
    {
        get
        {
            if ((ulong)index >= (ulong)Count)
                ThrowOutside(index);
            return NodeId.Read(_file.Read(_offset + index * NodeId.Size, NodeId.Size));
        }
    }

    /// <param name="count">The elements there must be, or -1 for any number.</param>
    public static IdColumn Open(SegmentFile file, ColumnId id, long count)
    {
        var present = file.TryGetColumn(id, out var entry);
        if (!present && count > 0)
            throw file.Damaged(id, "is missing");
        if (present && (entry.ElementBits != NodeId.Size * 8 || (count >= 0 && entry.Count != count)))
            throw file.Damaged(id, $"holds {entry.Count} elements of {entry.ElementBits} bits");
        return new IdColumn(file, entry);
    }

    /// <summary>The place of an id, or the complement of the place where it would stand.</summary>
    public long Find(NodeId id)
    {
        var low = 0L;
        var high = Count;
        var (lowKey, highKey) = (0.0, (double)ulong.MaxValue);
        for (var step = 0; high - low > LinearSpan; step++)
        {
            var middle = step < InterpolationSteps
                ? Guess(id.High, low, high, lowKey, highKey)
                : low + ((high - low) >> 1);
            var found = this[middle];
            var order = id.CompareTo(found);
            if (order == 0)
                return middle;
            if (order < 0)
                (high, highKey) = (middle, found.High);
            else
                (low, lowKey) = (middle + 1, found.High);
        }

        for (; low < high; low++)
        {
            var order = id.CompareTo(this[low]);
            if (order <= 0)
                return order == 0 ? low : ~low;
        }

        return ~low;
    }

    /// <summary>Always within [low, high), whatever the keys are, so that a damaged order cannot lead outside.</summary>
    private static long Guess(ulong key, long low, long high, double lowKey, double highKey)
    {
        var share = (key - lowKey) / (highKey - lowKey);
        var guess = share is > 0 and < 1 ? low + (long)(share * (high - low)) : low + ((high - low) >> 1);
        return Math.Clamp(guess, low, high - 1);
    }

    private void ThrowOutside(long index) => throw new DamagedFileException(
        _file.Path, _offset, $"element {index} of a column of {Count} ids was referred to");
}
