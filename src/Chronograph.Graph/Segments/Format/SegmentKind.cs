namespace Chronograph.Graph;

/// <summary>What a segment file holds. The values are on disk.</summary>
internal enum SegmentKind : ushort
{
    Nodes = 1,
    Edges = 2,
}
