using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>The changes of a diff, nodes before edges, as one sequence that can be restricted to a type.</summary>
/// <param name="diff">The difference.</param>
/// <param name="type">The type of the records, before or after; null for all.</param>
/// <param name="withoutTouched">Whether to leave touched nodes out of <see cref="All"/>; they are counted all the same.</param>
internal sealed class DiffRecords(GraphDiff diff, string? type, bool withoutTouched)
{
    /// <summary>Every change.</summary>
    public IEnumerable<RecordChange> All() =>
        Nodes().Where(change => !withoutTouched || change.Kind != ChangeKind.Touched).Select(RecordChange.Of).Concat(Edges().Select(RecordChange.Of));

    /// <summary>How many changes there are of each kind.</summary>
    public DiffCounts Count(CancellationToken stop) => type is null ? diff.Count() : CountOneByOne(stop);

    private DiffCounts CountOneByOne(CancellationToken stop)
    {
        var nodes = Tally(Nodes().Select(change => change.Kind), stop);
        var edges = Tally(Edges().Select(change => change.Kind), stop);
        return new DiffCounts(
            nodes[(int)ChangeKind.Added],
            nodes[(int)ChangeKind.Removed],
            nodes[(int)ChangeKind.Changed],
            nodes[(int)ChangeKind.Touched],
            edges[(int)ChangeKind.Added],
            edges[(int)ChangeKind.Removed],
            edges[(int)ChangeKind.Changed]);
    }

    private static long[] Tally(IEnumerable<ChangeKind> kinds, CancellationToken stop)
    {
        var tally = new long[Enum.GetValues<ChangeKind>().Length];
        foreach (var kind in kinds)
        {
            stop.ThrowIfCancellationRequested();
            tally[(int)kind]++;
        }
        return tally;
    }

    private IEnumerable<NodeChange> Nodes() =>
        diff.Nodes().Where(change => type is null || change.Before?.Type == type || change.After?.Type == type);

    private IEnumerable<EdgeChange> Edges() =>
        diff.Edges().Where(change => type is null || change.Before?.Type == type || change.After?.Type == type);
}
