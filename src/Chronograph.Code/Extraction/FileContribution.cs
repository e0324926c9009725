namespace Chronograph.Code;

/// <summary>What one file adds to the graph. The graph is the sum over all files.</summary>
/// <param name="Nodes">Its nodes, with those it shares with other files.</param>
/// <param name="Edges">Its edges.</param>
/// <param name="Meanings">
/// Per declaration of the outline, a hash over what the names in its surface were bound to. A new using directive
/// changes it where it lets a signature mean another type, and nowhere else.
/// </param>
internal sealed record FileContribution(
    IReadOnlyList<NodeContribution> Nodes, IReadOnlyList<EdgeKey> Edges, IReadOnlyList<ulong> Meanings)
{
    public static FileContribution Empty { get; } = new([], [], []);
}
