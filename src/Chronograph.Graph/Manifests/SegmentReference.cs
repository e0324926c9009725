namespace Chronograph.Graph;

/// <summary>A segment file that a version needs, and what its manifest says of it.</summary>
/// <param name="Name">Its name, from which its path follows.</param>
/// <param name="Descriptor">What its manifest says.</param>
public readonly record struct SegmentReference(SegmentName Name, SegmentDescriptor Descriptor)
{
    /// <summary>Where the file lies below the store, such as <c>segments/seg_000007_nodes.seg</c>.</summary>
    public string Path => $"{StorePaths.SegmentsName}/{Name.FileName}";
}
