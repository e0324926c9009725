using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>The nodes a batch upserts or deletes. Of several changes to one node the last counts.</summary>
internal sealed class StagedNodes
{
    private const int None = -1;

    private readonly PagedList<StagedNode> _nodes = new();
    private readonly PagedList<int> _latest = new();
    private readonly TextArena _metadata = new();

    // The nodes of each file, the last staged first: filled once someone asks, up to the node that is next.
    private readonly PagedList<int> _previousOfFile = new();
    private readonly PagedList<int> _lastOfFile = new();

    private int _deletions;

    public TextTable Types { get; } = new();

    public TextTable Names { get; } = new();

    public TextTable Files { get; } = new();

    public long Bytes => _nodes.Bytes + _latest.Bytes + _metadata.Bytes + _previousOfFile.Bytes + _lastOfFile.Bytes
        + Types.Bytes + Names.Bytes + Files.Bytes;

    public bool IsEmpty => _nodes.Count == 0;

    /// <summary>How many nodes there is a change to.</summary>
    public int Distinct { get; private set; }

    /// <summary>Whether any change deletes a node.</summary>
    public bool HasDeletions => _deletions > 0;

    /// <summary>Numbers of semantic ids are below this one where a node is staged.</summary>
    public int NumberLimit => _latest.Count;

    [MethodImpl(Bulk.Loop)]
    public void Set(int number, in Utf8Node node) => Add(new StagedNode(
        number,
        Types.Add(node.Type),
        Names.Add(node.Name),
        Files.Add(node.File),
        node.ContentHash,
        node.Metadata.IsEmpty ? None : _metadata.Add(node.Metadata)));

    public void Delete(int number)
    {
        Add(StagedNode.Deletion(number));
        _deletions++;
    }

    /// <summary>The last change to a node.</summary>
    public bool TryGet(int number, out StagedNode node)
    {
        var place = number < _latest.Count ? _latest[number] : None;
        node = place == None ? default : _nodes[place];
        return place != None;
    }

    /// <summary>Lets go of the nodes, not of the texts they share; nothing may be added.</summary>
    public void Release()
    {
        _nodes.Clear();
        _latest.Clear();
    }

    public ReadOnlySpan<byte> Metadata(in StagedNode node) => node.Metadata == None ? default : _metadata[node.Metadata];

    public NodeRecord Record(in StagedNode node, SemanticIds ids) => new()
    {
        Id = ids.Id(node.Number),
        SemanticId = ids.Text(node.Number),
        Type = Types[node.Type],
        Name = Names[node.Name],
        File = Files[node.File],
        ContentHash = node.ContentHash,
        Metadata = Metadata(node),
    };

    /// <summary>The last changes to some nodes; there must be one to each. The waits for each step overlap.</summary>
    [MethodImpl(Bulk.Loop)]
    public void Get(ReadOnlySpan<int> numbers, Span<StagedNode> nodes)
    {
        Span<int> places = stackalloc int[numbers.Length];
        for (var index = 0; index < numbers.Length; index++)
            places[index] = _latest[numbers[index]];
        for (var index = 0; index < places.Length; index++)
            nodes[index] = _nodes[places[index]];
    }

    /// <summary>The nodes that are in a file after the last change to each.</summary>
    public IEnumerable<StagedNode> OfFile(byte[] file)
    {
        IndexFiles();
        var code = Files.Find(file);
        for (var place = code < 0 ? None : _lastOfFile[code]; place != None; place = _previousOfFile[place])
        {
            if (_latest[_nodes[place].Number] == place)
                yield return _nodes[place];
        }
    }

    [MethodImpl(Bulk.Loop)]
    private void Add(StagedNode node)
    {
        while (_latest.Count <= node.Number)
            _latest.Add(None);
        ref var latest = ref _latest[node.Number];
        Distinct += latest == None ? 1 : 0;
        latest = _nodes.Count;
        _nodes.Add(node);
    }

    private void IndexFiles()
    {
        while (_lastOfFile.Count < Files.Count)
            _lastOfFile.Add(None);
        while (_previousOfFile.Count < _nodes.Count)
        {
            var place = _previousOfFile.Count;
            var file = _nodes[place].File;
            _previousOfFile.Add(file == None ? None : _lastOfFile[file]);
            if (file != None)
                _lastOfFile[file] = place;
        }
    }
}

/// <summary>A node a batch upserts or deletes.</summary>
/// <param name="Number">Number of its semantic id.</param>
/// <param name="Type">Number of its type; -1 for a deletion.</param>
/// <param name="Name">Number of its name.</param>
/// <param name="File">Number of its file.</param>
/// <param name="ContentHash">Its content hash.</param>
/// <param name="Metadata">Where its metadata is, or -1.</param>
internal readonly record struct StagedNode(int Number, int Type, int Name, int File, ulong ContentHash, long Metadata)
{
    public bool IsDeleted => Type < 0;

    public static StagedNode Deletion(int number) => new(number, -1, -1, -1, 0, -1);
}
