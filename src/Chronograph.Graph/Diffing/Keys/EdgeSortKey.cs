namespace Chronograph.Graph;

/// <summary>What edges are sorted by, without their texts.</summary>
/// <param name="Source">The id of the node it leaves.</param>
/// <param name="Type">The rank of its type's name among those of the diff, see <see cref="EdgeTypeRanks"/>.</param>
/// <param name="Target">The id of the node it enters.</param>
internal readonly record struct EdgeSortKey(NodeId Source, int Type, NodeId Target) : IComparable<EdgeSortKey>
{
    public int CompareTo(EdgeSortKey other)
    {
        var order = Source.CompareTo(other.Source);
        if (order == 0)
            order = Type.CompareTo(other.Type);
        return order != 0 ? order : Target.CompareTo(other.Target);
    }
}
