using System.Text;

namespace Chronograph.Graph;

/// <summary>Finds nodes by what they are, opening only segments that may hold some.</summary>
internal static class NodeFinder
{
    /// <summary>Layer and row of each match, in the order of the ids.</summary>
    public static IEnumerable<(NodeSegment Segment, long Row)> Find(NodeLayers layers, NodeQuery query)
    {
        var matches = new PriorityQueue<IEnumerator<(NodeId Id, NodeSegment Segment, long Row)>, NodeId>();
        for (var layer = 0; layer < layers.Count; layer++)
        {
            if (!MayMatch(layers.Descriptor(layer), query))
                continue;
            var walk = Matches(layers, layer, query).GetEnumerator();
            if (walk.MoveNext())
                matches.Enqueue(walk, walk.Current.Id);
        }

        while (matches.TryDequeue(out var walk, out _))
        {
            yield return (walk.Current.Segment, walk.Current.Row);
            if (walk.MoveNext())
                matches.Enqueue(walk, walk.Current.Id);
        }
    }

    private static bool MayMatch(SegmentDescriptor segment, NodeQuery query) =>
        (query.Type is null || segment.NodeTypes is null || segment.NodeTypes.Contains(query.Type))
        && (query.File is null || segment.FilePaths is null || segment.FilePaths.Contains(query.File));

    private static IEnumerable<(NodeId Id, NodeSegment Segment, long Row)> Matches(NodeLayers layers, int layer, NodeQuery query)
    {
        var segment = layers.Segment(layer);
        if (!TryCode(segment.Types, query.Type, out var type) || !TryCode(segment.Names, query.Name, out var name)
            || !TryCode(segment.Files, query.File, out var file))
            yield break;

        var row = query.After is { } after ? segment.FirstRowFrom(after) : 0;
        for (; row < segment.Count; row++)
        {
            if ((file >= 0 && segment.FileCode(row) != file) || (name >= 0 && segment.NameCode(row) != name)
                || (type >= 0 && segment.TypeCode(row) != type))
                continue;
            var id = segment.Id(row);
            if (id != query.After && !layers.IsOverridden(id, layer))
                yield return (id, segment, row);
        }
    }

    /// <summary>Gives -1 for a text that does not restrict; false when the segment has no such text at all.</summary>
    private static bool TryCode(DictionaryColumn column, string? text, out int code)
    {
        code = text is null ? -1 : column.Find(Encoding.UTF8.GetBytes(text));
        return text is null || code >= 0;
    }
}
