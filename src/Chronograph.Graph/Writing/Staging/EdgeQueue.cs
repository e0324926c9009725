using System.Diagnostics;

namespace Chronograph.Graph;

/// <summary>Holds back a few edges and looks for their ends together, since memory answers many questions in the time of one.</summary>
/// <remarks>
/// Finding a node among millions waits for memory several times, each time for as long as an edge may take altogether.
/// The queue touches what all its edges will need, step by step, and then stages them one by one from the cache.
/// </remarks>
internal sealed class EdgeQueue(SemanticIds ids, StagedEdges edges)
{
    private const int MostEdges = 128;
    private const int MostBytes = 32 << 10;

    private readonly Waiting[] _edges = new Waiting[MostEdges];
    private readonly uint[] _hashes = new uint[2 * MostEdges];
    private byte[] _texts = [];
    private int _filled;
    private int _count;

    /// <summary>Adds an edge between nodes named by id.</summary>
    public void Add(NodeId source, int type, NodeId target, ReadOnlySpan<byte> metadata)
    {
        MakeRoom(metadata.Length);
        _hashes[2 * _count] = SemanticIds.Hash(source);
        _hashes[2 * _count + 1] = SemanticIds.Hash(target);
        _edges[_count++] = new Waiting(type, source, target, default, default, Copy(metadata));
    }

    /// <summary>Adds an edge between nodes named by semantic id.</summary>
    public void Add(ReadOnlySpan<byte> source, int type, ReadOnlySpan<byte> target, ReadOnlySpan<byte> metadata)
    {
        Debug.Assert(!source.IsEmpty && !target.IsEmpty, "An empty text means that the node is named by id.");
        MakeRoom(source.Length + target.Length + metadata.Length);
        _hashes[2 * _count] = TextHash.Of(source);
        _hashes[2 * _count + 1] = TextHash.Of(target);
        _edges[_count++] = new Waiting(type, default, default, Copy(source), Copy(target), Copy(metadata));
    }

    /// <summary>Stages all edges that wait.</summary>
    public void Flush()
    {
        if (_count == 0)
            return;
        ids.Touch(_hashes.AsSpan(0, 2 * _count), byText: _edges[0].IsByText);
        var count = _count;
        (_count, _filled) = (0, 0);
        for (var edge = 0; edge < count; edge++)
            Stage(_edges[edge]);
    }

    private void Stage(in Waiting edge)
    {
        var source = edge.IsByText ? ids.Add(Text(edge.SourceText)) : ids.Add(edge.Source);
        var target = edge.IsByText ? ids.Add(Text(edge.TargetText)) : ids.Add(edge.Target);
        edges.Set(source, edge.Type, target, Text(edge.Metadata));
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

    private readonly record struct Waiting(
        int Type, NodeId Source, NodeId Target,
        (int Start, int Length) SourceText, (int Start, int Length) TargetText, (int Start, int Length) Metadata)
    {
        public bool IsByText => SourceText.Length > 0;
    }
}
