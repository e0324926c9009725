namespace Chronograph.Graph;

/// <summary>Merges node segments that are neighbours in age into one: of each id the newest speaks.</summary>
/// <remarks>
/// The segments are walked twice, first to learn which texts are still used. Beside their mapped files it takes a bit for
/// each key, a bit and a number for each distinct text, and what the builder takes.
/// </remarks>
internal sealed class NodeMerge
{
    private readonly IReadOnlyList<NodeSegment> _segments;
    private readonly INodeMergeRule _rule;
    private readonly BitList _kept;
    private readonly DictionaryMerge _types;
    private readonly DictionaryMerge _names;
    private readonly DictionaryMerge _files;

    /// <param name="segments">Oldest first.</param>
    /// <param name="rule">What to leave out.</param>
    private NodeMerge(IReadOnlyList<NodeSegment> segments, INodeMergeRule rule)
    {
        _segments = segments;
        _rule = rule;
        _kept = new BitList(segments.Sum(segment => segment.Count + segment.TombstoneCount));
        _types = new DictionaryMerge(segments.Select(segment => segment.Types));
        _names = new DictionaryMerge(segments.Select(segment => segment.Names));
        _files = new DictionaryMerge(segments.Select(segment => segment.Files));
    }

    /// <inheritdoc cref="NodeMerge(IReadOnlyList{NodeSegment}, INodeMergeRule)"/>
    public static NodeSegmentBuilder Build(
        IReadOnlyList<NodeSegment> segments, INodeMergeRule rule, ScratchSpace scratch, CancellationToken stop = default)
    {
        var builder = new NodeSegmentBuilder(scratch);
        try
        {
            var merge = new NodeMerge(segments, rule);
            merge.Choose(builder.Replacements, stop);
            merge._types.WriteTo(builder.Types.Add);
            merge._names.WriteTo(builder.Names.Add);
            merge._files.WriteTo(builder.Files.Add);
            merge.WriteTo(builder, stop);
            return builder;
        }
        catch
        {
            builder.Dispose();
            throw;
        }
    }

    private void Choose(ReplacementBuilder replacements, CancellationToken stop)
    {
        var walk = Walk();
        for (var key = 0L; walk.MoveNext(); key++)
        {
            stop.ThrowIfCancellationRequested();
            if (!_rule.Keep(walk.Current, walk.Oldest, replacements))
                continue;
            _kept.Set(key);
            if (!walk.Current.IsDeleted)
                Use(walk.Current);
        }
    }

    private void Use(NodeCursor node)
    {
        _types.Use(node.Layer, node.Segment.TypeCode(node.Row));
        _names.Use(node.Layer, node.Segment.NameCode(node.Row));
        _files.Use(node.Layer, node.Segment.FileCode(node.Row));
    }

    private void WriteTo(NodeSegmentBuilder builder, CancellationToken stop)
    {
        var walk = Walk();
        for (var key = 0L; walk.MoveNext(); key++)
        {
            stop.ThrowIfCancellationRequested();
            if (!_kept[key])
                continue;
            var node = walk.Current;
            if (node.IsDeleted)
                builder.AddDeleted(node.Id);
            else
                Add(builder, node.Segment.Record(node.Row), Codes(node));
        }
    }

    private static void Add(NodeSegmentBuilder builder, NodeRecord record, NodeCodes codes) =>
        builder.Add(record.Id, record.SemanticId, codes, record.ContentHash, record.Metadata);

    private NodeCodes Codes(NodeCursor node) => new(
        _types.Code(node.Layer, node.Segment.TypeCode(node.Row)),
        _names.Code(node.Layer, node.Segment.NameCode(node.Row)),
        _files.Code(node.Layer, node.Segment.FileCode(node.Row)));

    private NewestWins<NodeCursor> Walk() =>
        new(_segments.Select((segment, layer) => new NodeCursor(segment, layer)));
}
