using System.Runtime.CompilerServices;
using System.Text;

namespace Chronograph.Graph;

/// <summary>Numbers the nodes that a batch speaks of, by semantic id or by node id, and refuses two semantic ids with one node id.</summary>
internal sealed class SemanticIds(NodeIdentity identify)
{
    private const long NoText = -1;
    private const int FewestOrdered = 1024;

    private readonly TextArena _texts = new();
    private readonly PagedList<Entry> _entries = new();
    private HashSlots _byText;
    private HashSlots _byId;
    private int _withoutText;
    private IdOrder _order = IdOrder.Empty;

    // Without meaning: that something becomes of what is touched keeps the touching from being left out.
    private int _touched;

    public int Count => _entries.Count;

    public long Bytes => _texts.Bytes + _entries.Bytes + _byText.Bytes + _byId.Bytes + _order.Bytes;

    public NodeId Id(int number) => _entries[number].Id;

    /// <summary>The semantic id; empty when only the node id was named.</summary>
    public ReadOnlySpan<byte> Text(int number) => _entries[number].Text is >= 0 and var place ? _texts[place] : default;

    /// <exception cref="ArgumentException">The text is empty.</exception>
    /// <exception cref="InvalidOperationException">Another text of the batch has the same id.</exception>
    public int Add(ReadOnlySpan<byte> semanticId) => Add(semanticId, TextHash.Of(semanticId));

    /// <inheritdoc cref="Add(ReadOnlySpan{byte})"/>
    /// <param name="hash">Its <see cref="TextHash"/>.</param>
    [MethodImpl(Bulk.Loop)]
    public int Add(ReadOnlySpan<byte> semanticId, uint hash)
    {
        var number = Find(semanticId, hash);
        if (number >= 0)
            return number;
        if (semanticId.IsEmpty)
            throw new ArgumentException("A semantic id is not empty.", nameof(semanticId));
        number = NumberOf(identify(semanticId), semanticId);
        _withoutText--;
        _entries[number] = _entries[number] with { Text = _texts.Add(semanticId), Hash = hash };
        if (_byText.IsFull(Count))
            GrowByText();
        else
            _byText.Add(hash, number);
        return number;
    }

    /// <summary>The number of a node whose semantic id is known elsewhere.</summary>
    public int Add(NodeId id)
    {
        if (_byId.IsFull(Count + 1))
            GrowById(Count + 1);
        var number = Find(id);
        return number >= 0 ? number : AddEntry(id);
    }

    /// <summary>Lets go of what nodes are found by: none can be looked for or added after it.</summary>
    public void EndLookups() => (_byText, _byId) = (default, default);

    /// <summary>Lets go of the semantic ids: only node ids are known after it.</summary>
    public void ReleaseTexts() => _texts.Release();

    /// <summary>An order to look many nodes up in, which may lack the newest; an empty one where they are few.</summary>
    /// <remarks>Ordering all costs some nodes their looking up one by one, and serves until a fifth of them is new.</remarks>
    public IdOrder OrderFor(int lookups)
    {
        if (lookups < FewestOrdered)
            return IdOrder.Empty;
        return _order.Count < Count - Count / 5 ? _order = MakeOrder() : _order;
    }

    /// <summary>All nodes in the order of their ids.</summary>
    public IdOrder Order() => _order.Count == Count ? _order : _order = MakeOrder();

    /// <summary>The number of a semantic id, or -1.</summary>
    public int Find(ReadOnlySpan<byte> semanticId)
    {
        var number = Find(semanticId, TextHash.Of(semanticId));
        return number < 0 && _withoutText > 0 ? Find(identify(semanticId)) : number;
    }

    /// <summary>The number of a semantic id that was named as such, or -1. Any thread may ask while nothing is added.</summary>
    /// <param name="semanticId">The semantic id.</param>
    /// <param name="hash">Its <see cref="TextHash"/>.</param>
    [MethodImpl(Bulk.Loop)]
    public int Find(ReadOnlySpan<byte> semanticId, uint hash)
    {
        for (var probe = _byText.First(hash); _byText.At(probe) is >= 0 and var number; probe = _byText.After(probe))
        {
            ref var entry = ref _entries[number];
            if (entry.Hash == hash && _texts[entry.Text].SequenceEqual(semanticId))
                return number;
        }

        return -1;
    }

    /// <summary>Brings what finding these semantic ids will read into the cache: the waits for each step overlap.</summary>
    /// <param name="hashes">Their <see cref="TextHash"/>.</param>
    [MethodImpl(Bulk.Loop)]
    public void Touch(ReadOnlySpan<uint> hashes)
    {
        Span<int> numbers = stackalloc int[hashes.Length];
        for (var index = 0; index < hashes.Length; index++)
            numbers[index] = _byText.At(_byText.First(hashes[index]));
        TouchTexts(numbers);
    }

    /// <summary>Brings the semantic ids of some nodes into the cache: the waits for each step overlap.</summary>
    /// <param name="numbers">Numbers of nodes, or -1.</param>
    [MethodImpl(Bulk.Loop)]
    public void TouchTexts(ReadOnlySpan<int> numbers)
    {
        Span<long> texts = stackalloc long[numbers.Length];
        for (var index = 0; index < numbers.Length; index++)
            texts[index] = numbers[index] < 0 ? NoText : _entries[numbers[index]].Text;
        var touched = 0;
        foreach (var text in texts)
            touched += text == NoText ? 0 : _texts[text].Length;
        _touched = touched;
    }

    [MethodImpl(Bulk.Loop)]
    private int NumberOf(NodeId id, ReadOnlySpan<byte> semanticId)
    {
        if (_byId.IsFull(Count + 1))
            GrowById(Count + 1);
        var number = Find(id);
        if (number < 0)
            return AddEntry(id);
        if (_entries[number].Text != NoText)
            throw IdentityConflict.Between(id, Text(number), semanticId);
        return number;
    }

    [MethodImpl(Bulk.Loop)]
    private IdOrder MakeOrder()
    {
        var ids = new NodeId[Count];
        for (var number = 0; number < ids.Length; number++)
            ids[number] = _entries[number].Id;
        return IdOrder.Of(ids);
    }

    private int AddEntry(NodeId id)
    {
        _withoutText++;
        _byId.Add(Hash(id), Count);
        _entries.Add(new Entry(id, NoText, 0));
        return Count - 1;
    }

    [MethodImpl(Bulk.Loop)]
    private int Find(NodeId id)
    {
        for (var probe = _byId.First(Hash(id)); _byId.At(probe) is >= 0 and var number; probe = _byId.After(probe))
        {
            if (_entries[number].Id == id)
                return number;
        }

        return -1;
    }

    [MethodImpl(Bulk.Loop)]
    private void GrowByText()
    {
        _byText = HashSlots.For(Count);
        for (var number = 0; number < Count; number++)
        {
            if (_entries[number].Text != NoText)
                _byText.Add(_entries[number].Hash, number);
        }
    }

    [MethodImpl(Bulk.Loop)]
    private void GrowById(int count)
    {
        _byId = HashSlots.For(count);
        for (var number = 0; number < Count; number++)
            _byId.Add(Hash(_entries[number].Id), number);
    }

    /// <summary>A node id is a hash already.</summary>
    private static uint Hash(NodeId id) => (uint)id.Low;

    private readonly record struct Entry(NodeId Id, long Text, uint Hash);
}

/// <summary>Gives a semantic id in UTF-8 its node id.</summary>
internal delegate NodeId NodeIdentity(ReadOnlySpan<byte> semanticId);
