using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Sorts the nodes that a batch holds in memory, and gives those that change something to a segment.</summary>
internal static class StagedNodeSegment
{
    // Nodes lie in memory as they came, and are read in the order of their ids: each would be waited for by itself.
    private const int TouchedTogether = 64;

    /// <param name="parent">What the changes are compared with; null to keep all of them.</param>
    public static NodeSegmentBuilder Build(StagedChanges staged, ParentVersion? parent, ScratchSpace scratch)
    {
        var segment = new NodeSegmentBuilder(scratch);
        try
        {
            var changes = Changes(staged, parent);
            var codes = Dictionaries(staged.Nodes, changes, segment);
            AddAll(staged, changes, codes, segment);
            return segment;
        }
        catch
        {
            segment.Dispose();
            throw;
        }
    }

    /// <summary>The numbers of the nodes that change something, in the order of their ids.</summary>
    [MethodImpl(Bulk.Loop)]
    private static int[] Changes(StagedChanges staged, ParentVersion? parent)
    {
        var changes = new int[staged.Ids.Count];
        var count = 0;
        foreach (var number in staged.Ids.Order().Numbers)
        {
            if (staged.Nodes.Contains(number) && (parent is null || IsChange(staged, number, parent)))
                changes[count++] = number;
        }

        return changes[..count];
    }

    private static bool IsChange(StagedChanges staged, int number, ParentVersion parent)
    {
        if (parent.IsEmpty)
        {
            var isNew = !staged.Nodes.IsDeleted(number);
            parent.CountNewNodes(isNew ? 1 : 0);
            return isNew;
        }

        staged.Nodes.TryGet(number, out var node);
        parent.CheckIdentity(staged.Ids.Id(number), staged.Ids.Text(number));
        return node.IsDeleted
            ? parent.IsDeletion(staged.Ids.Id(number))
            : parent.IsChange(staged.Nodes.Record(node, staged.Ids));
    }

    [MethodImpl(Bulk.Loop)]
    private static (int[] Types, int[] Names, int[] Files) Dictionaries(StagedNodes nodes, int[] changes, NodeSegmentBuilder segment)
    {
        var changed = new BitList(nodes.NumberLimit);
        foreach (var number in changes)
            changed.Set(number);

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
    private static void AddAll(StagedChanges staged, int[] changes, (int[] Types, int[] Names, int[] Files) codes, NodeSegmentBuilder segment)
    {
        for (var start = 0; start < changes.Length; start += TouchedTogether)
        {
            var numbers = changes.AsSpan(start, Math.Min(TouchedTogether, changes.Length - start));
            staged.Nodes.Touch(numbers);
            staged.Ids.TouchTexts(numbers);
            foreach (var number in numbers)
                Add(staged, number, codes, segment);
        }
    }

    [MethodImpl(Bulk.Loop)]
    private static void Add(StagedChanges staged, int number, (int[] Types, int[] Names, int[] Files) codes, NodeSegmentBuilder segment)
    {
        staged.Nodes.TryGet(number, out var node);
        var id = staged.Ids.Id(number);
        if (node.IsDeleted)
            segment.AddDeleted(id);
        else
            segment.Add(
                id, staged.Ids.Text(number), new NodeCodes(codes.Types[node.Type], codes.Names[node.Name], codes.Files[node.File]),
                node.ContentHash, staged.Nodes.Metadata(node));
    }
}
