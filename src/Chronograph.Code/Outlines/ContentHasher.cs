namespace Chronograph.Code;

/// <summary>A 64-bit FNV-1a hash over the texts of tokens; the end of each token counts, so that a border cannot move unseen.</summary>
internal struct ContentHasher
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private ulong _state;

    public ContentHasher() => _state = Offset;

    /// <summary>The hash so far; never 0, which means <i>unknown</i>.</summary>
    public readonly ulong Value => _state == 0 ? Offset : _state;

    public void Add(string text)
    {
        var state = _state;
        foreach (var c in text)
            state = (state ^ c) * Prime;
        _state = (state ^ 0xFFFF) * Prime;
    }

    public void Add(ulong value) => _state = (System.Numerics.BitOperations.RotateLeft(_state, 5) ^ value) * Prime;

    public static ulong Of(string text)
    {
        var hasher = new ContentHasher();
        hasher.Add(text);
        return hasher.Value;
    }
}
