namespace Chronograph.Graph;

/// <summary>Walks the rows of one segment that match a query: by the column that restricts most, then by the others.</summary>
internal sealed class NodeScan
{
    // Often enough to be cancelled within a millisecond, seldom enough to cost nothing.
    private const long RowsPerStep = 1 << 18;

    private readonly (CodeColumn Codes, CodeRange Range)[] _restrictions;

    public NodeScan(NodeSegment segment, int layer, NodeQuery query)
    {
        Segment = segment;
        Layer = layer;
        Row = (query.After is { } after ? segment.FirstRowAfter(after) : 0) - 1;
        (CodeColumn Codes, CodeRange Range)[] all =
        [
            (segment.TypeCodes, CodeRange.Of(segment.Types, query.Type, prefix: null)),
            (segment.NameCodes, CodeRange.Of(segment.Names, query.Name, query.NamePrefix)),
            (segment.FileCodes, CodeRange.Of(segment.Files, query.File, query.FilePrefix)),
        ];
        _restrictions = [.. all.Where(restriction => !restriction.Range.IsAll).OrderBy(restriction => restriction.Range.Share)];
    }

    public NodeSegment Segment { get; }

    public int Layer { get; }

    /// <summary>The row of the match.</summary>
    public long Row { get; private set; }

    public NodeId Id => Segment.Id(Row);

    public bool MoveNext(QueryReport? report, CancellationToken cancellation)
    {
        if (_restrictions.Length > 0 && _restrictions[0].Range.IsEmpty)
            return false;
        var before = Row;
        var found = Advance(cancellation);
        report?.RowsTouched += Math.Min(Row, Segment.Count - 1) - before;
        return found;
    }

    private bool Advance(CancellationToken cancellation)
    {
        for (Row++; Row < Segment.Count; Row++)
        {
            if (_restrictions.Length == 0)
                return true;
            var end = Math.Min(Segment.Count, Row + RowsPerStep);
            var next = _restrictions[0].Codes.IndexOfRange(Row, end, _restrictions[0].Range);
            if (next < 0)
            {
                cancellation.ThrowIfCancellationRequested();
                Row = end - 1;
                continue;
            }

            Row = next;
            if (OthersMatch())
                return true;
        }

        return false;
    }

    private bool OthersMatch()
    {
        for (var index = 1; index < _restrictions.Length; index++)
        {
            if (!_restrictions[index].Range.Contains(_restrictions[index].Codes[Row]))
                return false;
        }

        return true;
    }
}
