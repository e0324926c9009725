using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Sorts the nodes that a batch holds in memory, and gives those that change something to a segment.</summary>
internal sealed class StagedNodeSegment
{
    // Nodes lie in memory as they came, and are read in the order of their ids: each would be waited for by itself.
    private const int ReadTogether = 64;

    private readonly StagedChanges _staged;
    private readonly ParentVersion? _parent;
    private readonly IdOrder _order;

    private StagedNodeSegment(StagedChanges staged, ParentVersion? parent)
    {
        _staged = staged;
        _parent = parent;
        _order = staged.Ids.Order();
    }

    /// <param name="parent">What the changes are compared with; null to keep all of them.</param>
    /// <param name="texts">The semantic ids of all nodes in their order, where they are gathered already.</param>
    public static NodeSegmentBuilder Build(StagedChanges staged, ParentVersion? parent, ScratchSpace scratch, Task<TextBuilder>? texts = null)
    {
        var nodes = new StagedNodeSegment(staged, parent);
        var segment = new NodeSegmentBuilder(scratch);
        try
        {
            var changes = nodes.Changes(segment.Replacements);
            if (texts is not null)
                segment.SemanticIds.Select(new TextSelection(texts, nodes.Chosen(changes)));
            nodes.AddAll(changes, nodes.Dictionaries(changes, segment), segment);
            staged.Nodes.Release();
            return segment;
        }
        catch
        {
            segment.Dispose();
            throw;
        }
    }

    /// <summary>The nodes that change something, as places in the order of their ids.</summary>
    [MethodImpl(Bulk.Loop)]
    private int[] Changes(ReplacementBuilder replacements)
    {
        var changes = new int[_order.Count];
        var (count, all) = (0, _staged.Nodes.Distinct == _order.Count && ChangesWhateverIsStaged);
        for (var place = 0; place < changes.Length; place++)
        {
            if (all || IsChange(_order.Numbers[place], replacements))
                changes[count++] = place;
        }

        if (all)
            _parent?.CountNewNodes(count);
        return changes.AsSpan(0, count).ToArray();
    }

    private bool ChangesWhateverIsStaged => _parent is null || (_parent.IsEmpty && !_staged.Nodes.HasDeletions);

    private bool IsChange(int number, ReplacementBuilder replacements)
    {
        if (!_staged.Nodes.TryGet(number, out var node))
            return false;
        if (_parent is null)
            return true;
        if (_parent.IsEmpty)
        {
            _parent.CountNewNodes(node.IsDeleted ? 0 : 1);
            return !node.IsDeleted;
        }

        _parent.CheckIdentity(_staged.Ids.Id(number), _staged.Ids.Text(number));
        return node.IsDeleted
            ? _parent.IsDeletion(_staged.Ids.Id(number), replacements)
            : _parent.IsChange(_staged.Nodes.Record(node, _staged.Ids), replacements);
    }

    /// <summary>The same places as a list of bits; null for all.</summary>
    [MethodImpl(Bulk.Loop)]
    private BitList? Chosen(int[] changes)
    {
        if (changes.Length == _order.Count)
            return null;
        var chosen = new BitList(_order.Count);
        foreach (var place in changes)
            chosen.Set(place);
        return chosen;
    }

    [MethodImpl(Bulk.Loop)]
    private (int[] Types, int[] Names, int[] Files) Dictionaries(int[] changes, NodeSegmentBuilder segment)
    {
        var nodes = _staged.Nodes;
        var changed = new BitList(nodes.NumberLimit);
        foreach (var place in changes)
            changed.Set(_order.Numbers[place]);

        var (types, names, files) = (new BitList(nodes.Types.Count), new BitList(nodes.Names.Count), new BitList(nodes.Files.Count));
        foreach (var number in changed.Places())
        {
            if (!nodes.TryGet(number, out var node) || node.IsDeleted)
                continue;
            types.Set(node.Type);
            names.Set(node.Name);
            files.Set(node.File);
        }

        return (
            nodes.Types.WriteTo(segment.Types, types),
            nodes.Names.WriteTo(segment.Names, names),
            nodes.Files.WriteTo(segment.Files, files));
    }

    [MethodImpl(Bulk.Loop)]
    private void AddAll(int[] changes, (int[] Types, int[] Names, int[] Files) codes, NodeSegmentBuilder segment)
    {
        Span<int> numbers = stackalloc int[ReadTogether];
        Span<StagedNode> nodes = stackalloc StagedNode[ReadTogether];
        for (var start = 0; start < changes.Length; start += ReadTogether)
        {
            var places = changes.AsSpan(start, Math.Min(ReadTogether, changes.Length - start));
            for (var index = 0; index < places.Length; index++)
                numbers[index] = _order.Numbers[places[index]];
            _staged.Nodes.Get(numbers[..places.Length], nodes);
            if (segment.SemanticIds.AreGathered)
                _staged.Ids.TouchTexts(numbers[..places.Length]);
            for (var index = 0; index < places.Length; index++)
                Add(_order.Ids[places[index]], nodes[index], codes, segment);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(NodeId id, in StagedNode node, (int[] Types, int[] Names, int[] Files) codes, NodeSegmentBuilder segment)
    {
        if (node.IsDeleted)
        {
            segment.AddDeleted(id);
            return;
        }

        segment.Add(
            id, segment.SemanticIds.AreGathered ? _staged.Ids.Text(node.Number) : default,
            new NodeCodes(codes.Types[node.Type], codes.Names[node.Name], codes.Files[node.File]),
            node.ContentHash, _staged.Nodes.Metadata(node));
    }
}
