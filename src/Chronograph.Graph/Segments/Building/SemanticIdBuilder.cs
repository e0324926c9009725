using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>The semantic ids that a segment writes, in the order of its ids: gathered here, or elsewhere for more than one segment.</summary>
internal sealed class SemanticIdBuilder(ScratchSpace scratch) : IDisposable
{
    private readonly TextBuilder _gathered = new(scratch);
    private TextSelection? _selected;

    /// <summary>Whether they are gathered here.</summary>
    public bool AreGathered => _selected is null;

    /// <summary>Has those written that are gathered elsewhere. Before any is added.</summary>
    public void Select(TextSelection selected) => _selected = selected;

    /// <param name="semanticId">Left out where they are gathered elsewhere.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ReadOnlySpan<byte> semanticId)
    {
        if (_selected is null)
            _gathered.Add(semanticId);
    }

    public void WriteTo(SegmentWriter writer, ColumnId offsetsId, ColumnId bytesId)
    {
        if (_selected is null)
            _gathered.WriteTo(writer, offsetsId, bytesId);
        else
            _selected.WriteTo(writer, offsetsId, bytesId);
    }

    public void Dispose() => _gathered.Dispose();
}
