namespace Chronograph.Graph;

/// <summary>The keys of one segment in ascending order, read a block at a time.</summary>
internal abstract class KeyStream<TKey>
    where TKey : struct, IComparable<TKey>
{
    /// <summary>How many keys a block has.</summary>
    public const int BlockKeys = 128;

    private KnownKey<TKey>[] _block = [];
    private int _at;
    private int _count;

    /// <summary>Whether no key is left. Otherwise <see cref="Current"/> is the next.</summary>
    public bool IsEnded => _count == 0;

    public ref readonly KnownKey<TKey> Current => ref _block[_at];

    /// <summary>Goes to the next key, or to the first.</summary>
    public void Advance()
    {
        if (++_at >= _count)
            ReadBlock();
    }

    /// <summary>Hands out what is left of the block and goes behind it.</summary>
    public int TakeBlock(Span<KnownKey<TKey>> output)
    {
        var taken = Math.Min(output.Length, _count - _at);
        _block.AsSpan(_at, taken).CopyTo(output);
        GoOn(taken);
        return taken;
    }

    /// <summary>Hands out the keys of the block that are below another one, as the first is, and goes behind them.</summary>
    public int TakeBelow(in TKey limit, Span<KnownKey<TKey>> output)
    {
        var rest = _block.AsSpan(_at, Math.Min(output.Length, _count - _at));
        var taken = 0;
        do
        {
            output[taken] = rest[taken];
            taken++;
        }
        while (taken < rest.Length && rest[taken].Key.CompareTo(limit) < 0);

        GoOn(taken);
        return taken;
    }

    /// <summary>
    /// Whether it is known of each key without a look that what it stands for differs from what older segments have, and how;
    /// and keys stand in the order of rows.
    /// </summary>
    public abstract bool AllDiffer { get; }

    /// <summary>Reads the next keys; none at the end. Either by this or by what goes key by key.</summary>
    /// <param name="block">Room for <see cref="BlockKeys"/>.</param>
    public abstract int Read(Span<KnownKey<TKey>> block);

    /// <summary>Says how the next keys differ, as many as <see cref="Read"/> will read then. Only where <see cref="AllDiffer"/>.</summary>
    /// <param name="isEarlier">Whether the segment is one of the earlier version.</param>
    /// <param name="kinds">Room for <see cref="BlockKeys"/>.</param>
    public abstract int ReadKinds(bool isEarlier, Span<ChangeKind> kinds);

    /// <summary>Passes over keys.</summary>
    public abstract void Skip(int count);

    private void GoOn(int taken)
    {
        _at += taken;
        if (_at == _count)
            ReadBlock();
    }

    private void ReadBlock()
    {
        if (_block.Length == 0)
            _block = new KnownKey<TKey>[BlockKeys];
        (_at, _count) = (0, Read(_block));
    }
}
