namespace Chronograph.Graph;

/// <summary>
/// The segments of a diff by number: those of the earlier version alone, those of the later one alone, and those that are asked
/// for what is the same in both. Each from the oldest on.
/// </summary>
/// <param name="alignment">How far the versions are the same.</param>
/// <param name="before">Opens a layer of the earlier version.</param>
/// <param name="after">Opens a layer of the later one.</param>
internal sealed class SegmentTable<TSegment>(SegmentAlignment alignment, Func<int, TSegment> before, Func<int, TSegment> after)
    where TSegment : class
{
    private readonly TSegment?[] _segments = new TSegment?[alignment.OwnBefore + alignment.OwnAfter + alignment.Shared];

    /// <summary>How many there are.</summary>
    public int Count => _segments.Length;

    /// <summary>How many are not shared.</summary>
    public int Own { get; } = alignment.OwnBefore + alignment.OwnAfter;

    /// <summary>A segment, opened when it is first asked for.</summary>
    public TSegment this[int number] => _segments[number] ??= Open(number);

    /// <summary>Whether it is asked for what is the same.</summary>
    public bool IsShared(int number) => number >= Own;

    /// <summary>Whether one of two places is a record in a shared segment.</summary>
    /// <param name="before">Where the earlier version has it.</param>
    /// <param name="after">Where the later one has it.</param>
    /// <param name="shared">The one in the shared segment.</param>
    public bool HasShared(RowPlace before, RowPlace after, out RowPlace shared)
    {
        shared = IsShared(before.Segment) ? before : after;
        return IsShared(shared.Segment) && shared.IsPresent;
    }

    private TSegment Open(int number) =>
        number < alignment.OwnBefore ? before(alignment.SameBefore + number)
        : number < Own ? after(alignment.SameAfter + number - alignment.OwnBefore)
        : (alignment.SharesBefore ? before : after)(number - Own);
}
