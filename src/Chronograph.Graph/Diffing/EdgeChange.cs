namespace Chronograph.Graph;

/// <summary>An edge that differs between two versions; edges are never <see cref="ChangeKind.Touched"/>.</summary>
/// <param name="Kind">What happened to it.</param>
/// <param name="Before">The edge in the version compared from; null when added.</param>
/// <param name="After">The edge in the version compared to; null when removed.</param>
public sealed record EdgeChange(ChangeKind Kind, Edge? Before, Edge? After);
