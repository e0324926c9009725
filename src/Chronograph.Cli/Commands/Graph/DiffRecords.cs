using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>The changes of a diff, nodes before edges, as one sequence that can be restricted to a type.</summary>
/// <param name="diff">The difference.</param>
/// <param name="type">The type of the records, before or after; null for all.</param>
/// <param name="withoutTouched">Whether to leave touched nodes out.</param>
/// <param name="stop">Ends the walk.</param>
internal sealed class DiffRecords(GraphDiff diff, string? type, bool withoutTouched, CancellationToken stop)
{
    /// <summary>Every change.</summary>
    public IEnumerable<RecordChange> All() =>
        Nodes().Where(change => !withoutTouched || change.Kind != ChangeKind.Touched).Select(RecordChange.Of).Concat(Edges().Select(RecordChange.Of));

    private IEnumerable<NodeChange> Nodes() =>
        diff.Nodes(stop).Where(change => type is null || change.Before?.Type == type || change.After?.Type == type);

    private IEnumerable<EdgeChange> Edges() =>
        diff.Edges(stop).Where(change => type is null || change.Before?.Type == type || change.After?.Type == type);
}
