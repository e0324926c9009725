namespace Chronograph.Graph;

/// <summary>A node that differs between two versions.</summary>
/// <param name="Kind">What happened to it.</param>
/// <param name="Before">The node in the version compared from; null when added.</param>
/// <param name="After">The node in the version compared to; null when removed.</param>
public sealed record NodeChange(ChangeKind Kind, Node? Before, Node? After);
