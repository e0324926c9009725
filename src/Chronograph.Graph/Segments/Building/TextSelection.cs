namespace Chronograph.Graph;

/// <summary>Some of the texts that are gathered for more than one segment, on another thread perhaps, to be written as if they were gathered for one.</summary>
/// <param name="all">The texts.</param>
/// <param name="chosen">Which of them, by their places; null for all.</param>
internal sealed class TextSelection(Task<TextBuilder> all, BitList? chosen)
{
    /// <summary>Waits for the texts and writes those that were chosen, in their order.</summary>
    public void WriteTo(SegmentWriter writer, ColumnId offsetsId, ColumnId bytesId) =>
        all.GetAwaiter().GetResult().WriteTo(writer, offsetsId, bytesId, chosen);
}
