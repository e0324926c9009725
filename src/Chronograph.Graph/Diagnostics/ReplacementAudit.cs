using System.Collections.Immutable;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>
/// Walks a segment, asks the segments below it for every key, and checks what it says that its records replace: readers
/// believe it without asking.
/// </summary>
internal sealed class ReplacementAudit
{
    private const long StepsBetweenChecks = 1 << 16;

    private readonly CancellationToken _cancellation;
    private long _steps;
    private long _changed;
    private long _touched;
    private bool _isCounted = true;

    private ReplacementAudit(CancellationToken cancellation) => _cancellation = cancellation;

    /// <summary>Whether older segments know a key, if only as deleted.</summary>
    public bool OlderKnow { get; private set; }

    /// <summary>What the records replace; null with one that is as it was before, or a tombstone that deletes nothing.</summary>
    public ReplacedRecords? Replaced => _isCounted ? new ReplacedRecords(_changed, _touched) : null;

    /// <param name="layers">The segment, the last, and those below it.</param>
    /// <param name="claims">What manifests say of it.</param>
    /// <returns>What it does; null where neither it nor a manifest says anything.</returns>
    /// <exception cref="DamagedFileException">The segment says something else.</exception>
    public static ReplacementAudit? Of(ImmutableArray<PooledSegment> layers, IEnumerable<ReplacementClaim> claims, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var audit = new ReplacementAudit(cancellation);
        var segment = layers[^1];
        var isNodes = segment.Name.Kind == SegmentKind.Nodes;
        if (!claims.Any(claim => claim.IsAny) && !(isNodes ? segment.Nodes.HasReplacements : segment.Edges.HasReplacements))
            return null;
        if (isNodes)
            audit.Check(segment.Nodes, new NodeLayers(layers[..^1]));
        else
            audit.Check(segment.Edges, new EdgeLayers(layers[..^1]));
        return audit;
    }

    private void Check(NodeSegment segment, NodeLayers older)
    {
        for (var row = 0L; row < segment.Count; row++)
        {
            var state = older.Find(segment.Id(row), out var stored, out var place);
            var truth = state == RecordState.Present ? Truth(segment.Record(row).Replacing(stored!.Record(place))) : Replacement.None;
            Count(state, truth);
            Require(!segment.HasReplacements || IsTrue(segment.Replacement(row), truth), segment.File, ColumnId.NodeReplacements, row);
        }

        for (var index = 0L; index < segment.TombstoneCount; index++)
        {
            var state = older.Find(segment.DeletedId(index), out _, out _);
            CountTombstone(state);
            Require(!segment.HasReplacements || state == RecordState.Present, segment.File, ColumnId.DeletedNodeIds, index);
        }
    }

    private void Check(EdgeSegment segment, EdgeLayers older)
    {
        for (var edge = new EdgeCursor(segment, layer: 0); edge.MoveNext();)
        {
            var key = EdgeKey.Hash(edge.SourceId, segment.TypeId(edge.Type), edge.TargetId);
            var state = older.Find(key, edge.SourceId, segment.Types.Bytes(edge.Type), edge.TargetId, older.Count, out var stored, out var place);
            var isThere = state == RecordState.Present;
            var isSame = isThere && (edge.IsDeleted || segment.Metadata(edge.Row).SequenceEqual(stored!.Metadata(place)));
            var truth = !isThere ? Replacement.None : isSame ? Replacement.Unsaid : Replacement.Changed;
            if (edge.IsDeleted)
                CountTombstone(state);
            else
                Count(state, truth);
            Require(
                !segment.HasReplacements || (IsTrue(segment.Replacement(edge.Row), truth) && (isThere || !edge.IsDeleted)),
                segment.File, ColumnId.EdgeReplacements, edge.Row);
        }
    }

    /// <summary>What a record replaces; of one that is as it was, no more can be said.</summary>
    private static Replacement Truth(Replacement how) => how == Replacement.None ? Replacement.Unsaid : how;

    private static bool IsTrue(Replacement said, Replacement truth) =>
        said == truth || (said == Replacement.Unsaid && truth != Replacement.None);

    private void Count(RecordState older, Replacement truth)
    {
        Step();
        OlderKnow |= older != RecordState.Unknown;
        _changed += truth == Replacement.Changed ? 1 : 0;
        _touched += truth == Replacement.Touched ? 1 : 0;
        _isCounted &= truth != Replacement.Unsaid;
    }

    private void CountTombstone(RecordState older)
    {
        Step();
        OlderKnow |= older != RecordState.Unknown;
        _isCounted &= older == RecordState.Present;
    }

    private void Step()
    {
        if (++_steps % StepsBetweenChecks == 0)
            _cancellation.ThrowIfCancellationRequested();
    }

    private static void Require(bool kept, SegmentFile file, ColumnId column, long index) =>
        SegmentAudit.Require(kept, file, column, index, "what it replaces in older segments is what they have");
}
