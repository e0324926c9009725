namespace Chronograph.Graph;

/// <summary>Walks the texts of a dictionary in their order.</summary>
internal sealed class TextCursor(DictionaryColumn dictionary, int layer) : IMergeCursor<TextCursor>
{
    public int Layer => layer;

    public bool IsDeleted => false;

    /// <summary>The code of the text in its dictionary.</summary>
    public int Code { get; private set; } = -1;

    public ReadOnlySpan<byte> Text => dictionary.Bytes(Code);

    public bool MoveNext() => ++Code < dictionary.Count;

    public int CompareKeyTo(TextCursor other) => Text.SequenceCompareTo(other.Text);
}
