using System.Diagnostics;

namespace Chronograph.Graph;

/// <summary>A few edges between nodes named by semantic id that wait to be staged together.</summary>
/// <remarks>What all of them will need is touched step by step, and then they are staged one by one from the cache.</remarks>
internal sealed class EdgesByText(SemanticIds ids, StagedEdges edges)
{
    private const int MostEdges = 128;
    private const int MostBytes = 32 << 10;

    private readonly Waiting[] _edges = new Waiting[MostEdges];
    private readonly uint[] _hashes = new uint[2 * MostEdges];
    private byte[] _texts = [];
    private int _filled;
    private int _count;

    public void Add(ReadOnlySpan<byte> source, int type, ReadOnlySpan<byte> target, int metadata)
    {
        Debug.Assert(!source.IsEmpty && !target.IsEmpty, "Semantic ids were checked.");
        MakeRoom(source.Length + target.Length);
        var last = _count == 0 ? default : Text(_edges[_count - 1].Source);
        var repeats = last.SequenceEqual(source);
        _hashes[2 * _count] = repeats ? _hashes[2 * _count - 2] : TextHash.Of(source);
        _hashes[2 * _count + 1] = TextHash.Of(target);
        _edges[_count] = new Waiting(type, repeats ? _edges[_count - 1].Source : Copy(source), Copy(target), metadata);
        _count++;
    }

    /// <summary>Stages all edges that wait.</summary>
    public void Flush()
    {
        if (_count == 0)
            return;
        ids.Touch(_hashes.AsSpan(0, 2 * _count));
        var count = _count;
        (_count, _filled) = (0, 0);
        var (last, source) = ((Start: -1, Length: 0), 0);
        for (var index = 0; index < count; index++)
        {
            ref readonly var edge = ref _edges[index];
            if (edge.Source != last)
                (last, source) = (edge.Source, ids.Add(Text(edge.Source), _hashes[2 * index]));
            edges.Add(new StagedEdge(source, edge.Type, ids.Add(Text(edge.Target), _hashes[2 * index + 1]), edge.Metadata));
        }
    }

    private void MakeRoom(int bytes)
    {
        if (_count == MostEdges || _filled + bytes > MostBytes)
            Flush();
        if (_filled + bytes > _texts.Length)
            Array.Resize(ref _texts, Math.Max(MostBytes, bytes));
    }

    private (int Start, int Length) Copy(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_texts.AsSpan(_filled));
        _filled += text.Length;
        return (_filled - text.Length, text.Length);
    }

    private ReadOnlySpan<byte> Text((int Start, int Length) text) => _texts.AsSpan(text.Start, text.Length);

    private readonly record struct Waiting(int Type, (int Start, int Length) Source, (int Start, int Length) Target, int Metadata);
}
