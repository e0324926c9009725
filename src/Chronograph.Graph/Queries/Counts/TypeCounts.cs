namespace Chronograph.Graph;

/// <summary>Counts the records of a version by type: whole columns at a time, less the rows that newer segments override.</summary>
internal static class TypeCounts
{
    private const long RowsBetweenChecks = 1 << 12;

    public static SortedDictionary<string, long> OfNodes(NodeLayers layers, CancellationToken cancellation)
    {
        var counts = Enumerable.Range(0, layers.Count).Select(layer => new long[layers.Segment(layer).Types.Count]).ToArray();
        for (var layer = 0; layer < layers.Count; layer++)
        {
            layers.Segment(layer).TypeCodes.CountInto(counts[layer], cancellation);
            if (layer > 0 && !layers.Descriptor(layer).AddsOnly)
                TakeOverriddenNodes(layers, layer, counts, cancellation);
        }

        return Sum(counts, layer => layers.Segment(layer).Types);
    }

    public static SortedDictionary<string, long> OfEdges(EdgeLayers layers, CancellationToken cancellation)
    {
        var counts = Enumerable.Range(0, layers.Count).Select(layer => new long[layers.Segment(layer).Types.Count]).ToArray();
        for (var layer = 0; layer < layers.Count; layer++)
        {
            var segment = layers.Segment(layer);
            segment.Out.TypeCodes.CountInto(counts[layer], cancellation);
            TakeDeleted(segment.Out, counts[layer]);
            if (layer > 0 && !layers.Descriptor(layer).AddsOnly)
                TakeOverriddenEdges(layers, layer, counts, cancellation);
        }

        return Sum(counts, layer => layers.Segment(layer).Types);
    }

    private static void TakeOverriddenNodes(NodeLayers layers, int newer, long[][] counts, CancellationToken cancellation)
    {
        var step = 0L;
        for (var cursor = new NodeCursor(layers.Segment(newer), newer); cursor.MoveNext();)
        {
            Check(step++, cancellation);
            if (layers.Find(cursor.Id, newer, out var segment, out var row, out var layer) == RecordState.Present)
                counts[layer][segment!.TypeCode(row)]--;
        }
    }

    private static void TakeOverriddenEdges(EdgeLayers layers, int newer, long[][] counts, CancellationToken cancellation)
    {
        var own = layers.Segment(newer);
        var step = 0L;
        for (var cursor = new EdgeCursor(own, newer); cursor.MoveNext();)
        {
            Check(step++, cancellation);
            var key = EdgeKey.Hash(cursor.SourceId, own.TypeId(cursor.Type), cursor.TargetId);
            if (layers.Find(key, cursor.SourceId, own.Types.Bytes(cursor.Type), cursor.TargetId, newer, out var segment, out var row, out var layer)
                == RecordState.Present)
                counts[layer][segment!.Out.Type(row)]--;
        }
    }

    private static void TakeDeleted(EdgeRows rows, long[] counts)
    {
        for (var row = 0L; rows.HasDeleted && row < rows.Count; row++)
        {
            if (rows.IsDeleted(row))
                counts[rows.Type(row)]--;
        }
    }

    private static void Check(long step, CancellationToken cancellation)
    {
        if (step % RowsBetweenChecks == 0)
            cancellation.ThrowIfCancellationRequested();
    }

    private static SortedDictionary<string, long> Sum(long[][] counts, Func<int, DictionaryColumn> types)
    {
        var sums = new SortedDictionary<string, long>(StringComparer.Ordinal);
        for (var layer = 0; layer < counts.Length; layer++)
        {
            for (var code = 0; code < counts[layer].Length; code++)
            {
                if (counts[layer][code] == 0)
                    continue;
                var type = types(layer).Text(code);
                sums[type] = sums.GetValueOrDefault(type) + counts[layer][code];
            }
        }

        return sums;
    }
}
