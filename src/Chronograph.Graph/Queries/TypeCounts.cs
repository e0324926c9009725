namespace Chronograph.Graph;

/// <summary>Counts the records of a version by type, without decoding any of them.</summary>
internal static class TypeCounts
{
    public static SortedDictionary<string, long> OfNodes(NodeLayers layers)
    {
        var counts = new long[layers.Count][];
        for (var layer = 0; layer < counts.Length; layer++)
            counts[layer] = new long[layers.Segment(layer).Types.Count];
        var walk = layers.Walk();
        while (walk.MoveToNextRecord())
            counts[walk.Current.Layer][walk.Current.Segment.TypeCode(walk.Current.Row)]++;
        return Sum(counts, layer => layers.Segment(layer).Types);
    }

    public static SortedDictionary<string, long> OfEdges(EdgeLayers layers)
    {
        var counts = new long[layers.Count][];
        for (var layer = 0; layer < counts.Length; layer++)
            counts[layer] = new long[layers.Segment(layer).Types.Count];
        var walk = layers.Walk();
        while (walk.MoveToNextRecord())
            counts[walk.Current.Layer][walk.Current.Type]++;
        return Sum(counts, layer => layers.Segment(layer).Types);
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
