namespace Chronograph.Graph;

/// <summary>Merges edge segments that are neighbours in age into one: of each key the newest speaks.</summary>
/// <remarks>
/// The segments are walked twice when something may be left out, to learn which nodes and types are still used. Beside
/// their mapped files it takes four bytes for each node of each segment, eight for each of the merged one, a bit for each
/// edge, and what the builder takes.
/// </remarks>
internal sealed class EdgeMerge
{
    private readonly IReadOnlyList<EdgeSegment> _segments;
    private readonly IEdgeMergeRule _rule;
    private readonly EndpointMerge _endpoints;
    private readonly DictionaryMerge _types;
    private readonly BitList? _kept;
    private readonly BitList _usedTypes;
    private readonly List<byte[]> _typeTexts = [];

    /// <param name="segments">Oldest first.</param>
    /// <param name="rule">What to leave out.</param>
    private EdgeMerge(IReadOnlyList<EdgeSegment> segments, IEdgeMergeRule rule)
    {
        _segments = segments;
        _rule = rule;
        _endpoints = new EndpointMerge(segments);
        _types = AllTypes();
        _usedTypes = new BitList(_typeTexts.Count);
        _kept = rule.KeepsAll ? null : new BitList(segments.Sum(segment => segment.Out.Count));
    }

    /// <inheritdoc cref="EdgeMerge(IReadOnlyList{EdgeSegment}, IEdgeMergeRule)"/>
    public static EdgeSegmentBuilder Build(
        IReadOnlyList<EdgeSegment> segments, IEdgeMergeRule rule, ScratchSpace scratch, CancellationToken stop = default)
    {
        var builder = new EdgeSegmentBuilder(scratch);
        try
        {
            var merge = new EdgeMerge(segments, rule);
            merge.Choose(builder.Replacements, stop);
            merge._endpoints.WriteTo(builder, rule);
            merge.WriteTo(builder, merge.AddTypes(builder), stop);
            return builder;
        }
        catch
        {
            builder.Dispose();
            throw;
        }
    }

    private DictionaryMerge AllTypes()
    {
        var types = new DictionaryMerge(_segments.Select(segment => segment.Types));
        for (var layer = 0; layer < _segments.Count; layer++)
        {
            for (var code = 0; code < _segments[layer].Types.Count; code++)
                types.Use(layer, code);
        }

        types.WriteTo(text =>
        {
            _typeTexts.Add(text.ToArray());
            return _typeTexts.Count - 1;
        });
        return types;
    }

    private void Choose(ReplacementBuilder replacements, CancellationToken stop)
    {
        if (_kept is null)
            return;
        _endpoints.UseNoOther();
        var walk = Walk();
        for (var key = 0L; walk.MoveNext(); key++)
        {
            stop.ThrowIfCancellationRequested();
            if (!_rule.Keep(walk.Current, walk.Oldest, replacements))
                continue;
            _kept.Set(key);
            _endpoints.Use(walk.Current.Source);
            _endpoints.Use(walk.Current.Target);
            _usedTypes.Set(walk.Current.Type);
        }
    }

    /// <summary>The final code of each merged one.</summary>
    private int[] AddTypes(EdgeSegmentBuilder builder)
    {
        var codes = new int[_typeTexts.Count];
        var next = 0;
        for (var type = 0; type < codes.Length; type++)
        {
            if (_kept is not null && !_usedTypes[type])
                continue;
            builder.AddType(_typeTexts[type]);
            codes[type] = next++;
        }

        return codes;
    }

    private void WriteTo(EdgeSegmentBuilder builder, int[] codes, CancellationToken stop)
    {
        var walk = Walk();
        for (var key = 0L; walk.MoveNext(); key++)
        {
            stop.ThrowIfCancellationRequested();
            if (_kept is null)
                _rule.Keep(walk.Current, walk.Oldest, builder.Replacements);
            else if (!_kept[key])
                continue;
            var edge = walk.Current;
            var metadata = edge.IsDeleted || !edge.Segment.HasMetadata ? default : edge.Segment.Metadata(edge.Row);
            builder.Add(_endpoints.Final(edge.Source), codes[edge.Type], _endpoints.Final(edge.Target), metadata, edge.IsDeleted);
        }
    }

    private NewestWins<MergedEdgeCursor> Walk() =>
        new(_segments.Select((segment, layer) => new MergedEdgeCursor(segment, layer, _endpoints, _types)));
}
