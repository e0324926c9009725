namespace Chronograph.Graph;

/// <summary>Numbers the semantic ids of a batch, hashing each once, and refuses two with one node id.</summary>
internal sealed class SemanticIds(Func<string, NodeId> identify)
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<NodeId, int> _numbersById = [];
    private readonly List<(string Text, NodeId Id)> _entries = [];

    public int Count => _entries.Count;

    public string Text(int number) => _entries[number].Text;

    public NodeId Id(int number) => _entries[number].Id;

    /// <exception cref="ArgumentException">The text is empty or not valid Unicode.</exception>
    /// <exception cref="InvalidOperationException">Another text of the batch has the same id.</exception>
    public int Add(string semanticId)
    {
        if (_numbers.TryGetValue(semanticId, out var number))
            return number;
        ArgumentException.ThrowIfNullOrEmpty(semanticId);
        var id = identify(semanticId);
        number = _entries.Count;
        if (!_numbersById.TryAdd(id, number))
            throw IdentityConflict.Between(id, _entries[_numbersById[id]].Text, semanticId);
        _numbers.Add(semanticId, number);
        _entries.Add((semanticId, id));
        return number;
    }

    public bool TryFind(string semanticId, out int number) => _numbers.TryGetValue(semanticId, out number);
}
