using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>Segments of a list that are neighbours in age.</summary>
/// <param name="Start">The first of them.</param>
/// <param name="End">The first behind them.</param>
internal readonly record struct SegmentRun(int Start, int End)
{
    public bool IsEmpty => Start == End;

    /// <summary>The newest of them; null for none.</summary>
    public SegmentDescriptor? LastOf(ImmutableArray<SegmentDescriptor> segments) => IsEmpty ? null : segments[End - 1];
}
