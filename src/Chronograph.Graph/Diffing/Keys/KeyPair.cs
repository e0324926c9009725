namespace Chronograph.Graph;

/// <summary>What two versions say of a key that a segment knows which they do not share.</summary>
internal struct KeyPair<TKey>
    where TKey : struct, IComparable<TKey>
{
    /// <summary>The key.</summary>
    public TKey Key;

    /// <summary>Where the earlier version has it; at first only as far as its own segments know it.</summary>
    public RowPlace Before;

    /// <summary>Where the later version has it; at first only as far as its own segments know it.</summary>
    public RowPlace After;

    /// <summary>How they differ; only of those that do.</summary>
    public ChangeKind Kind;

    /// <summary>What there is left to do.</summary>
    public PairState State;
}

/// <summary>What is known of a pair.</summary>
internal enum PairState : byte
{
    /// <summary>Both places and the kind.</summary>
    Known,

    /// <summary>The kind; one place is found when it is asked for.</summary>
    OneSided,

    /// <summary>Both places; they are to be compared.</summary>
    Compared,

    /// <summary>One place; the other is to be found, and they are to be compared.</summary>
    Open,
}
