namespace Chronograph.Graph;

/// <summary>Finds nodes by what they are, in the order of their ids, opening only segments that may hold or override some.</summary>
internal sealed class NodeFinder(NodeLayers layers, NodeQuery query, QueryReport? report, CancellationToken cancellation)
{
    private readonly PriorityQueue<NodeScan, NodeId> _scans = new();
    private NodeScan? _current;
    private NodeId? _last = query.After;
    private long _left = query.Limit;
    private bool _started;

    public NodeSegment Segment => _current!.Segment;

    public long Row => _current!.Row;

    /// <summary>Goes to the next match; false at the end, or at the limit, which the report then tells apart.</summary>
    public bool MoveNext()
    {
        if (_left < 0 || !Advance())
            return false;
        if (_left-- > 0)
        {
            _last = _current!.Id;
            return true;
        }

        if (report is not null)
            (report.Truncated, report.Resume) = (true, _last);
        return false;
    }

    private bool Advance()
    {
        if (!_started)
            Start();
        else if (_current is not null)
            Continue(_current);
        while (_scans.TryDequeue(out _current, out var id))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!IsOverridden(id, _current.Layer))
                return true;
            Continue(_current);
        }

        return false;
    }

    private void Start()
    {
        _started = true;
        for (var layer = 0; layer < layers.Count; layer++)
        {
            if (!NodeZone.MayMatch(layers.Descriptor(layer), query))
            {
                report?.Note(layers.Name(layer), SegmentUse.SkippedByZoneMap);
                continue;
            }

            report?.Note(layers.Name(layer), SegmentUse.Opened);
            Continue(new NodeScan(layers.Segment(layer), layer, query));
        }
    }

    private void Continue(NodeScan scan)
    {
        if (scan.MoveNext(report, cancellation))
            _scans.Enqueue(scan, scan.Id);
    }

    /// <summary>Whether a newer segment says something about the id. Segments that only add need not be asked.</summary>
    private bool IsOverridden(NodeId id, int layer)
    {
        for (var newer = layers.Count - 1; newer > layer; newer--)
        {
            if (layers.Descriptor(newer).AddsOnly)
                continue;
            var segment = layers.Segment(newer);
            report?.Note(layers.Name(newer), segment.MayKnow(id) ? SegmentUse.Opened : SegmentUse.SkippedByFilter);
            if (segment.Find(id, out _) != RecordState.Unknown)
                return true;
        }

        return false;
    }
}
