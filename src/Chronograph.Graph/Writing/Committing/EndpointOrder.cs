using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>The nodes that staged edges touch, in the order of their ids; a place is a rank.</summary>
internal sealed class EndpointOrder
{
    private readonly NodeId[] _ids;
    private readonly int[] _numbers;

    private EndpointOrder(NodeId[] ids, int[] numbers, int[] ranks, BitList places)
    {
        _ids = ids;
        _numbers = numbers;
        Ranks = ranks;
        Places = places;
    }

    public int Count => _ids.Length;

    /// <summary>The rank of each number that an edge touches.</summary>
    public int[] Ranks { get; }

    /// <summary>Their places in the order of all nodes of the batch.</summary>
    public BitList Places { get; }

    public NodeId Id(int rank) => _ids[rank];

    /// <summary>The numbers of the semantic ids, by rank.</summary>
    public ReadOnlySpan<int> Numbers => _numbers;

    [MethodImpl(Bulk.Loop)]
    public static EndpointOrder Of(StagedChanges staged)
    {
        var touched = new BitList(staged.Ids.Count);
        for (var place = 0; place < staged.Edges.Count; place++)
        {
            ref readonly var edge = ref staged.Edges[place];
            touched.Set(edge.Source);
            touched.Set(edge.Target);
        }

        var order = staged.Ids.Order();
        var (ids, numbers, ranks) = (new NodeId[touched.Count()], new int[touched.Count()], new int[staged.Ids.Count]);
        var (rank, places) = (0, new BitList(order.Count));
        for (var place = 0; place < order.Count; place++)
        {
            var number = order.Numbers[place];
            if (!touched[number])
                continue;
            places.Set(place);
            (ids[rank], numbers[rank]) = (order.Ids[place], number);
            ranks[number] = rank++;
        }

        return new EndpointOrder(ids, numbers, ranks, places);
    }
}
