namespace Chronograph.Graph;

/// <summary>A directed edge. Its key is (<see cref="Source"/>, <see cref="Type"/>, <see cref="Target"/>).</summary>
/// <remarks>An edge may dangle: its ends need not exist as nodes.</remarks>
/// <param name="Source">Semantic id of the node it leaves.</param>
/// <param name="Type">The kind of edge, such as <c>CALLS</c>.</param>
/// <param name="Target">Semantic id of the node it enters.</param>
/// <param name="Metadata">JSON text, or empty. Stored as it is, never parsed.</param>
public sealed record Edge(string Source, string Type, string Target, string Metadata = "");
