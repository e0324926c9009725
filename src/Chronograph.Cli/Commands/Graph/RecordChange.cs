using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>A node or an edge that differs between two versions.</summary>
/// <param name="Node">The node that differs, or null.</param>
/// <param name="Edge">The edge that differs, or null.</param>
internal sealed record RecordChange(NodeChange? Node, EdgeChange? Edge)
{
    /// <summary>What happened to it.</summary>
    public ChangeKind Kind => Node?.Kind ?? Edge!.Kind;

    public static RecordChange Of(NodeChange change) => new(change, null);

    public static RecordChange Of(EdgeChange change) => new(null, change);
}
