using System.Globalization;

namespace Chronograph.Graph;

/// <summary>The name of a segment: its number, never used twice in a store, and its kind.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind">What it holds.</param>
public readonly record struct SegmentName(long Id, SegmentKind Kind)
{
    private const string Prefix = "seg_";
    private const string NodesSuffix = "_nodes.seg";
    private const string EdgesSuffix = "_edges.seg";

    /// <summary>Such as <c>seg_000007_nodes.seg</c>; six digits, more when needed.</summary>
    public string FileName => string.Create(
        CultureInfo.InvariantCulture, $"{Prefix}{Id:D6}{(Kind == SegmentKind.Nodes ? NodesSuffix : EdgesSuffix)}");

    /// <summary>Reads a file name; false for one that is not a segment's.</summary>
    public static bool TryParse(string fileName, out SegmentName name)
    {
        var kind = fileName.EndsWith(NodesSuffix, StringComparison.Ordinal) ? SegmentKind.Nodes : SegmentKind.Edges;
        var suffix = kind == SegmentKind.Nodes ? NodesSuffix : EdgesSuffix;
        name = default;
        if (!fileName.StartsWith(Prefix, StringComparison.Ordinal) || !fileName.EndsWith(suffix, StringComparison.Ordinal))
            return false;
        var digits = fileName.AsSpan(Prefix.Length, Math.Max(0, fileName.Length - Prefix.Length - suffix.Length));
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return false;
        name = new SegmentName(id, kind);
        return name.FileName == fileName;
    }
}
