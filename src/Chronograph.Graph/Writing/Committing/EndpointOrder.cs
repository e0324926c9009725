using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>The nodes that staged edges touch, in the order of their ids; a place among them is a rank.</summary>
internal sealed class EndpointOrder
{
    private readonly IdOrder _all;

    // The place of each rank in the order of all nodes.
    private readonly int[] _places;

    private EndpointOrder(IdOrder all, int[] places, int[] ranks, BitList chosen)
    {
        _all = all;
        _places = places;
        Ranks = ranks;
        Chosen = chosen;
    }

    public int Count => _places.Length;

    /// <summary>The rank of each number that an edge touches.</summary>
    public int[] Ranks { get; }

    /// <summary>Which of all nodes of the batch they are, by places in the order of the ids.</summary>
    public BitList Chosen { get; }

    public NodeId Id(int rank) => _all.Ids[_places[rank]];

    /// <summary>The number of the semantic id.</summary>
    public int Number(int rank) => _all.Numbers[_places[rank]];

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
        var (places, ranks, chosen) = (new int[touched.Count()], new int[staged.Ids.Count], new BitList(order.Count));
        var rank = 0;
        for (var place = 0; place < order.Count; place++)
        {
            var number = order.Numbers[place];
            if (!touched[number])
                continue;
            chosen.Set(place);
            places[rank] = place;
            ranks[number] = rank++;
        }

        return new EndpointOrder(order, places, ranks, chosen);
    }
}
