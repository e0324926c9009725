namespace Chronograph.Graph;

/// <summary>Compares nodes of one segment with those of another, one by one or a stretch of rows column by column.</summary>
internal sealed class NodeMatch(NodeSegment left, NodeSegment right)
{
    private readonly TextMatch _types = new(left.Types, right.Types);
    private readonly TextMatch _names = new(left.Names, right.Names);
    private readonly TextMatch _files = new(left.Files, right.Files);

    /// <summary>Whether type, name and file are the same.</summary>
    public bool SameTexts(long leftRow, long rightRow) =>
        _types.Same(left.TypeCode(leftRow), right.TypeCode(rightRow))
        && _names.Same(left.NameCode(leftRow), right.NameCode(rightRow))
        && _files.Same(left.FileCode(leftRow), right.FileCode(rightRow));

    /// <summary>Whether some rows that follow one another are the same; false also when the metadata cannot be compared at once.</summary>
    /// <param name="leftRow">The first row here.</param>
    /// <param name="rightRow">The first row there.</param>
    /// <param name="count">How many, at most <see cref="PairStretch.Longest"/>.</param>
    public bool Same(long leftRow, long rightRow, int count) =>
        left.ContentHashes(leftRow, count).SequenceEqual(right.ContentHashes(rightRow, count))
        && left.MetadataTexts.AllSame(leftRow, right.MetadataTexts, rightRow, count)
        && Same(_types, left.TypeCodes, leftRow, right.TypeCodes, rightRow, count)
        && Same(_names, left.NameCodes, leftRow, right.NameCodes, rightRow, count)
        && Same(_files, left.FileCodes, leftRow, right.FileCodes, rightRow, count);

    private static bool Same(TextMatch texts, CodeColumn leftColumn, long leftRow, CodeColumn rightColumn, long rightRow, int count)
    {
        Span<int> leftCodes = stackalloc int[PairStretch.Longest];
        Span<int> rightCodes = stackalloc int[PairStretch.Longest];
        leftColumn.CopyTo(leftRow, leftCodes[..count]);
        rightColumn.CopyTo(rightRow, rightCodes[..count]);
        return texts.Same(leftCodes[..count], rightCodes[..count]);
    }
}
