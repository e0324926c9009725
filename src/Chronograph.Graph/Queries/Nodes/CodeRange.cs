namespace Chronograph.Graph;

/// <summary>Neighbouring codes of a dictionary: since it is sorted, that is what a text or a prefix restricts a column to.</summary>
/// <param name="Start">The first code.</param>
/// <param name="End">The code after the last.</param>
/// <param name="Size">All codes of the dictionary.</param>
internal readonly record struct CodeRange(int Start, int End, long Size)
{
    public bool IsEmpty => Start >= End;

    public bool IsAll => Start == 0 && End == Size;

    /// <summary>The share of the dictionary: the smaller, the fewer rows are likely to match.</summary>
    public double Share => (End - Start) / (double)Size;

    /// <param name="exact">Null for any text.</param>
    /// <param name="prefix">Null for any beginning.</param>
    public static CodeRange Of(DictionaryColumn texts, string? exact, string? prefix)
    {
        var (start, end) = (0, (int)texts.Count);
        if (prefix is not null)
            (start, end) = texts.FindPrefix(StrictUtf8.Encoding.GetBytes(prefix));
        if (exact is not null)
        {
            var code = texts.Find(StrictUtf8.Encoding.GetBytes(exact));
            (start, end) = code >= start && code < end ? (code, code + 1) : (0, 0);
        }

        return new CodeRange(start, end, texts.Count);
    }

    public bool Contains(int code) => code >= Start && code < End;
}
