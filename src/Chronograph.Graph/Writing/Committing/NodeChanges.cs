using System.Text;

namespace Chronograph.Graph;

/// <summary>The staged nodes that really change the version they are committed on, ready to be written.</summary>
internal sealed class NodeChanges
{
    public NodeSegmentBuilder Segment { get; } = new();

    /// <summary>Nodes added less nodes removed.</summary>
    public long Added { get; private set; }

    /// <summary>Whether the version knows none of the ids, not even as deleted.</summary>
    public bool AddsOnly { get; private set; } = true;

    public static NodeChanges Of(StagedChanges staged, NodeLayers layers, IdentityCheck identity)
    {
        var changes = new NodeChanges();
        var sorted = staged.Nodes.All.Select(entry => (Id: staged.Ids.Id(entry.Key), Number: entry.Key, Node: entry.Value)).ToArray();
        Array.Sort(sorted, (left, right) => left.Id.CompareTo(right.Id));
        foreach (var (id, number, node) in sorted)
        {
            identity.Check(number);
            changes.Add(id, node, layers);
        }

        return changes;
    }

    private void Add(NodeId id, Node? node, NodeLayers layers)
    {
        var state = layers.Find(id, out var segment, out var row);
        var exists = state == RecordState.Present;
        if (node is null)
        {
            if (!exists)
                return;
            Segment.AddDeleted(id);
            AddsOnly = false;
            Added--;
            return;
        }

        var record = Encode(id, node);
        if (exists && segment!.Record(row) is var stored && stored.SameContent(record) && stored.Metadata.SequenceEqual(record.Metadata))
            return;
        Segment.Add(record);
        AddsOnly &= state == RecordState.Unknown;
        Added += exists ? 0 : 1;
    }

    private static NodeRecord Encode(NodeId id, Node node) => new()
    {
        Id = id,
        SemanticId = Encoding.UTF8.GetBytes(node.SemanticId),
        Type = Encoding.UTF8.GetBytes(node.Type),
        Name = Encoding.UTF8.GetBytes(node.Name),
        File = Encoding.UTF8.GetBytes(node.File),
        ContentHash = node.ContentHash,
        Metadata = Encoding.UTF8.GetBytes(node.Metadata),
    };
}
