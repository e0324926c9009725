using System.Runtime.InteropServices;

namespace Chronograph.Graph;

/// <summary>The nodes a batch upserts (a record) or deletes (null), by the number of their semantic id.</summary>
internal sealed class StagedNodes
{
    private readonly Dictionary<int, Node?> _nodes = [];
    private readonly Dictionary<string, HashSet<int>> _byFile = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<int, Node?>> All => _nodes;

    public void Set(int number, Node? node)
    {
        ref var staged = ref CollectionsMarshal.GetValueRefOrAddDefault(_nodes, number, out _);
        if (staged is not null && _byFile.TryGetValue(staged.File, out var numbers))
            numbers.Remove(number);
        staged = node;
        if (node is null)
            return;
        ref var ofFile = ref CollectionsMarshal.GetValueRefOrAddDefault(_byFile, node.File, out _);
        (ofFile ??= []).Add(number);
    }

    public bool TryGet(int number, out Node? node) => _nodes.TryGetValue(number, out node);

    /// <summary>The upserted nodes of a file.</summary>
    public IEnumerable<Node> OfFile(string file) =>
        _byFile.TryGetValue(file, out var numbers) ? numbers.Select(number => _nodes[number]!) : [];
}
