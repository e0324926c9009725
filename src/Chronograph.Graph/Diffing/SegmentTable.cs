namespace Chronograph.Graph;

/// <summary>The segments of a diff by number: those of the earlier version alone, those of the later one alone, those that both share.</summary>
/// <param name="alignment">What is shared.</param>
/// <param name="before">Opens a layer of the earlier version.</param>
/// <param name="after">Opens a layer of the later one.</param>
internal sealed class SegmentTable<TSegment>(SegmentAlignment alignment, Func<int, TSegment> before, Func<int, TSegment> after)
    where TSegment : class
{
    private readonly int _firstShared = alignment.Before.Length + alignment.After.Length;
    private readonly TSegment?[] _segments = new TSegment?[alignment.Before.Length + alignment.After.Length + alignment.Shared.Length];

    /// <summary>How many there are.</summary>
    public int Count => _segments.Length;

    /// <summary>How many are not shared.</summary>
    public int Own => _firstShared;

    /// <summary>A segment, opened when it is first asked for.</summary>
    public TSegment this[int number] => _segments[number] ??= Open(number);

    /// <summary>Whether both versions have it.</summary>
    public bool IsShared(int number) => number >= _firstShared;

    /// <summary>Whether there are records on both sides, one of them in a shared segment.</summary>
    /// <param name="before">Where the earlier version has it.</param>
    /// <param name="after">Where the later one has it.</param>
    /// <param name="shared">The one in the shared segment.</param>
    public bool IsCompared(RowPlace before, RowPlace after, out RowPlace shared)
    {
        shared = IsShared(before.Segment) ? before : after;
        return before.IsPresent && after.IsPresent && IsShared(shared.Segment) && before != after;
    }

    private TSegment Open(int number) =>
        number < alignment.Before.Length ? before(alignment.Before[number].Layer)
        : number < _firstShared ? after(alignment.After[number - alignment.Before.Length].Layer)
        : before(alignment.Shared[number - _firstShared].LayerBefore);
}
