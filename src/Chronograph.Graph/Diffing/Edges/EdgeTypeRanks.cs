namespace Chronograph.Graph;

/// <summary>The edge types of several segments in one numbering that is in the order of their bytes.</summary>
internal sealed class EdgeTypeRanks
{
    private readonly List<(byte[] Text, NodeId Id)> _types = [];
    private readonly int[][] _ranks;

    /// <param name="segments">Those whose edges are compared.</param>
    public EdgeTypeRanks(IReadOnlyList<EdgeSegment> segments)
    {
        var merge = new DictionaryMerge(segments.Select(segment => segment.Types));
        for (var segment = 0; segment < segments.Count; segment++)
        {
            for (var code = 0; code < segments[segment].Types.Count; code++)
                merge.Use(segment, code);
        }

        merge.WriteTo(text =>
        {
            _types.Add((text.ToArray(), NodeId.FromUtf8(text)));
            return _types.Count - 1;
        });
        _ranks = [.. segments.Select((segment, number) => Ranks(merge, segment, number))];
    }

    /// <summary>The rank of each type of a segment.</summary>
    public int[] Of(int segment) => _ranks[segment];

    /// <summary>The id of a type's name, for <see cref="EdgeKey.Hash"/>.</summary>
    public NodeId Id(int rank) => _types[rank].Id;

    /// <summary>The code that another segment has for each rank, or -1.</summary>
    public int[] CodesIn(EdgeSegment segment) => [.. _types.Select(type => segment.Types.Find(type.Text))];

    private static int[] Ranks(DictionaryMerge merge, EdgeSegment segment, int number)
    {
        var ranks = new int[segment.Types.Count];
        for (var code = 0; code < ranks.Length; code++)
            ranks[code] = merge.Code(number, code);
        return ranks;
    }
}
