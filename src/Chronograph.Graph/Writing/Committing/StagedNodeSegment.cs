using System.Runtime.InteropServices;

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
    private static List<int> Changes(StagedChanges staged, ParentVersion? parent)
    {
        var changes = Sorted(staged);
        if (parent is not null)
            changes.RemoveAll(number => !IsChange(staged, number, parent));
        return changes;
    }

    private static List<int> Sorted(StagedChanges staged)
    {
        var numbers = new List<int>();
        for (var number = 0; number < staged.Nodes.NumberLimit; number++)
        {
            if (staged.Nodes.TryGet(number, out _))
                numbers.Add(number);
        }

        var order = numbers.ToArray();
        var ids = Array.ConvertAll(order, staged.Ids.Id);
        IdSort.Sort(ids, order);
        return [.. order];
    }

    private static bool IsChange(StagedChanges staged, int number, ParentVersion parent)
    {
        staged.Nodes.TryGet(number, out var node);
        if (parent.IsEmpty)
        {
            parent.CountNewNodes(node.IsDeleted ? 0 : 1);
            return !node.IsDeleted;
        }

        parent.CheckIdentity(staged.Ids.Id(number), staged.Ids.Text(number));
        return node.IsDeleted
            ? parent.IsDeletion(staged.Ids.Id(number))
            : parent.IsChange(staged.Nodes.Record(node, staged.Ids));
    }

    private static (int[] Types, int[] Names, int[] Files) Dictionaries(StagedNodes nodes, List<int> changes, NodeSegmentBuilder segment)
    {
        var (types, names, files) = (new BitList(nodes.Types.Count), new BitList(nodes.Names.Count), new BitList(nodes.Files.Count));
        foreach (var number in changes)
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

    private static void AddAll(StagedChanges staged, List<int> changes, (int[] Types, int[] Names, int[] Files) codes, NodeSegmentBuilder segment)
    {
        for (var start = 0; start < changes.Count; start += TouchedTogether)
        {
            var numbers = CollectionsMarshal.AsSpan(changes)[start..Math.Min(changes.Count, start + TouchedTogether)];
            staged.Nodes.Touch(numbers, staged.Ids);
            foreach (var number in numbers)
                Add(staged, number, codes, segment);
        }
    }

    private static void Add(StagedChanges staged, int number, (int[] Types, int[] Names, int[] Files) codes, NodeSegmentBuilder segment)
    {
        staged.Nodes.TryGet(number, out var node);
        if (node.IsDeleted)
            segment.AddDeleted(staged.Ids.Id(number));
        else
            segment.Add(
                staged.Nodes.Record(node, staged.Ids),
                new NodeCodes(codes.Types[node.Type], codes.Names[node.Name], codes.Files[node.File]));
    }
}
