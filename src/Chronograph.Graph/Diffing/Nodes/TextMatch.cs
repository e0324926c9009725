namespace Chronograph.Graph;

/// <summary>Says whether a code of one dictionary and a code of another stand for the same text.</summary>
/// <remarks>
/// Compares the texts at first, which lie anywhere. Once that was done for a small part of them, it passes once over both
/// dictionaries and compares codes from then on, at four bytes for each text of the first.
/// </remarks>
internal sealed class TextMatch(DictionaryColumn left, DictionaryColumn right)
{
    private const int TextsPerQuestion = 128; // reading two anywhere costs as much as passing over so many

    private long _questions;
    private int[]? _codes;

    /// <summary>Whether two codes mean the same.</summary>
    public bool Same(int leftCode, int rightCode)
    {
        Ask(1);
        return _codes is not null ? _codes[leftCode] == rightCode : left.Bytes(leftCode).SequenceEqual(right.Bytes(rightCode));
    }

    /// <summary>Whether each of some codes means the same as its counterpart.</summary>
    public bool Same(ReadOnlySpan<int> leftCodes, ReadOnlySpan<int> rightCodes)
    {
        Ask(leftCodes.Length);
        var same = true;
        if (_codes is { } codes)
        {
            for (var place = 0; place < leftCodes.Length; place++)
                same &= codes[leftCodes[place]] == rightCodes[place];
            return same;
        }

        for (var place = 0; same && place < leftCodes.Length; place++)
            same = left.Bytes(leftCodes[place]).SequenceEqual(right.Bytes(rightCodes[place]));
        return same;
    }

    private void Ask(int questions)
    {
        if (_codes is null && TextsPerQuestion * (_questions += questions) > left.Count + right.Count)
            _codes = MapCodes();
    }

    /// <summary>The code on the right of each text on the left, or -1.</summary>
    private int[] MapCodes()
    {
        var codes = new int[left.Count];
        var other = 0;
        for (var code = 0; code < codes.Length; code++)
        {
            var text = left.Bytes(code);
            var order = -1;
            while (other < right.Count && (order = right.Bytes(other).SequenceCompareTo(text)) < 0)
                other++;
            codes[code] = other < right.Count && order == 0 ? other++ : -1;
        }

        return codes;
    }
}
