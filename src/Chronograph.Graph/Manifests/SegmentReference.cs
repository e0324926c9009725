namespace Chronograph.Graph;

/// <summary>A segment file that a version needs, and what its manifest says of it.</summary>
internal readonly record struct SegmentReference(SegmentName Name, SegmentDescriptor Descriptor);
