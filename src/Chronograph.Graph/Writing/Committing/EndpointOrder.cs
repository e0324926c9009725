namespace Chronograph.Graph;

/// <summary>The nodes that staged edges touch, in the order of their ids; a place is a rank.</summary>
internal sealed class EndpointOrder
{
    private readonly NodeId[] _ids;
    private readonly int[] _numbers;

    private EndpointOrder(NodeId[] ids, int[] numbers)
    {
        _ids = ids;
        _numbers = numbers;
    }

    public int Count => _ids.Length;

    public NodeId Id(int rank) => _ids[rank];

    /// <summary>The number of the semantic id.</summary>
    public int Number(int rank) => _numbers[rank];

    /// <summary>The rank of each number that an edge touches.</summary>
    public int[] Ranks(int numbers)
    {
        var ranks = new int[numbers];
        for (var rank = 0; rank < _numbers.Length; rank++)
            ranks[_numbers[rank]] = rank;
        return ranks;
    }

    public static EndpointOrder Of(StagedChanges staged)
    {
        var touched = new BitList(staged.Ids.Count);
        for (var place = 0; place < staged.Edges.Count; place++)
        {
            touched.Set(staged.Edges[place].Source);
            touched.Set(staged.Edges[place].Target);
        }

        var numbers = touched.Places();
        var ids = Array.ConvertAll(numbers, staged.Ids.Id);
        IdSort.Sort(ids, numbers);
        return new EndpointOrder(ids, numbers);
    }
}
