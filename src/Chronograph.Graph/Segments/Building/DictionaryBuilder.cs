using System.Text;

namespace Chronograph.Graph;

/// <summary>Gathers the texts of a <see cref="DictionaryColumn"/>, distinct and in ascending order, so that a place is a code.</summary>
internal sealed class DictionaryBuilder(ScratchSpace scratch) : IDisposable
{
    private readonly TextBuilder _texts = new(scratch);
    private readonly List<string> _first = [];

    public int Count => (int)_texts.Count;

    /// <summary>Adds a text that comes after all before it.</summary>
    /// <returns>Its code.</returns>
    public int Add(ReadOnlySpan<byte> text)
    {
        if (Count == int.MaxValue)
            throw new InvalidOperationException("A segment has at most 2,147,483,647 distinct texts of one kind.");
        if (_first.Count <= SegmentDescriptor.LargestZone)
            _first.Add(Encoding.UTF8.GetString(text));
        _texts.Add(text);
        return Count - 1;
    }

    public void WriteTo(SegmentWriter writer, ColumnId offsetsId, ColumnId bytesId) => _texts.WriteTo(writer, offsetsId, bytesId);

    /// <summary>The texts, or null when there are more than a zone map lists.</summary>
    public IReadOnlyList<string>? Zone() => _first.Count > SegmentDescriptor.LargestZone ? null : [.. _first];

    public void Dispose() => _texts.Dispose();
}
