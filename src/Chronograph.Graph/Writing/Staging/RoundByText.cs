using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Edges between nodes named by semantic id.</summary>
/// <remarks>What some of them will need is touched step by step, and then they are looked up one by one from the cache.</remarks>
internal sealed class RoundByText : IEdgeRound
{
    public const int MostEdges = 2048;
    public const int BytesPerEdge = 256;

    private const int FewestEdges = 16;
    private const int TouchedTogether = 128;

    private SemanticIds? _ids;
    private Waiting[] _edges = [];
    private byte[] _texts = [];
    private int _filled;
    private End[] _ends = [];
    private int _endCount;
    private int _lastSource;

    public int Count { get; private set; }

    /// <summary>How long the semantic ids are that it holds.</summary>
    public int TextBytes => _filled;

    public long Bytes => _texts.Length + (long)_edges.Length * (Unsafe.SizeOf<Waiting>() + 2 * Unsafe.SizeOf<End>());

    /// <summary>Adds an edge; one that leaves the same node as the last shares its looking up.</summary>
    public void Add(ReadOnlySpan<byte> source, int type, ReadOnlySpan<byte> target, int metadata)
    {
        if (Count == _edges.Length)
            MakeRoom();
        if (Count == 0 || !Text(_ends[_lastSource]).SequenceEqual(source))
            _lastSource = AddEnd(source);
        _edges[Count++] = new Waiting(_lastSource, type, AddEnd(target), metadata);
    }

    public void Prepare(SemanticIds ids) => _ids = ids;

    [MethodImpl(Bulk.Loop)]
    public void Find(StagedEdges edges)
    {
        Span<uint> hashes = stackalloc uint[TouchedTogether];
        for (var start = 0; start < _endCount; start += TouchedTogether)
        {
            var ends = _ends.AsSpan(start, Math.Min(TouchedTogether, _endCount - start));
            for (var end = 0; end < ends.Length; end++)
                ends[end].Hash = hashes[end] = TextHash.Of(Text(ends[end]));
            _ids!.Touch(hashes[..ends.Length]);
            foreach (ref var end in ends)
                end.Number = _ids.Find(Text(end), end.Hash);
        }
    }

    [MethodImpl(Bulk.Loop)]
    public void StageTo(SemanticIds ids, StagedEdges edges)
    {
        foreach (ref readonly var edge in _edges.AsSpan(0, Count))
            edges.Add(new StagedEdge(Number(ref _ends[edge.Source], ids), edge.Type, Number(ref _ends[edge.Target], ids), edge.Metadata));
        (Count, _endCount, _filled) = (0, 0, 0);
    }

    private int Number(ref End end, SemanticIds ids) => end.Number >= 0 ? end.Number : end.Number = ids.Add(Text(end), end.Hash);

    private int AddEnd(ReadOnlySpan<byte> text)
    {
        if (_filled + text.Length > _texts.Length)
            Array.Resize(ref _texts, Math.Max(checked(2 * _texts.Length), _filled + text.Length));
        text.CopyTo(_texts.AsSpan(_filled));
        _ends[_endCount] = new End { Start = _filled, Length = text.Length };
        _filled += text.Length;
        return _endCount++;
    }

    private ReadOnlySpan<byte> Text(in End end) => _texts.AsSpan(end.Start, end.Length);

    private void MakeRoom()
    {
        var size = Math.Max(FewestEdges, 2 * Count);
        Array.Resize(ref _edges, size);
        Array.Resize(ref _ends, 2 * size);
    }

    /// <param name="Source">Which of the ends is its source.</param>
    /// <param name="Type">The number of its type.</param>
    /// <param name="Target">Which of the ends is its target.</param>
    /// <param name="Metadata">The number of its metadata.</param>
    private readonly record struct Waiting(int Source, int Type, int Target, int Metadata);

    /// <summary>Where the semantic id of an end is, its <see cref="TextHash"/>, and the number it was found under, or -1.</summary>
    private struct End
    {
        public int Start;
        public int Length;
        public uint Hash;
        public int Number;
    }
}
