using System.Globalization;

namespace Chronograph.Graph;

/// <summary>The name of a segment: its number, never used twice in a store, and its kind.</summary>
internal readonly record struct SegmentName(long Id, SegmentKind Kind)
{
    /// <summary>Such as <c>seg_000007_nodes.seg</c>; six digits, more when needed.</summary>
    public string FileName => string.Create(
        CultureInfo.InvariantCulture, $"seg_{Id:D6}_{(Kind == SegmentKind.Nodes ? "nodes" : "edges")}.seg");
}
