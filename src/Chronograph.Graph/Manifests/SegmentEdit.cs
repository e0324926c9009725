using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>Keeps the oldest segments and puts one in place of the others: an append when all are kept, else a merge.</summary>
/// <param name="Kept">How many of the oldest segments stay.</param>
/// <param name="Added">The segment that follows them, or null for none.</param>
internal readonly record struct SegmentEdit(int Kept, SegmentDescriptor? Added)
{
    public ImmutableArray<SegmentDescriptor> Apply(ImmutableArray<SegmentDescriptor> segments)
    {
        var kept = segments[..Kept];
        return Added is null ? kept : kept.Add(Added);
    }
}
