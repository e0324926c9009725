namespace Chronograph.Graph;

/// <summary>Says how two versions differ in a key that one of them alone knows above what is the same, from what is known of that.</summary>
internal static class OneSided
{
    private const byte Same = 0xFF;
    private const int KindBits = 2;
    private const int Outcomes = (int)OlderRecord.Unknown + 1; // for a record, and as many for a tombstone

    private const byte Added = (byte)ChangeKind.Added;
    private const byte Removed = (byte)ChangeKind.Removed;
    private const byte Changed = (byte)ChangeKind.Changed;
    private const byte Touched = (byte)ChangeKind.Touched;
    private const byte FindLater = (byte)PairState.OneSided << KindBits;
    private const byte Open = (byte)PairState.Open << KindBits;

    // A kind and a state each: of a record by what is older, then of a tombstone.
    private static ReadOnlySpan<byte> OfLater =>
    [
        Added, Changed | FindLater, Touched | FindLater, Open, Open,
        Same, Removed | FindLater, Removed | FindLater, Removed | FindLater, Open,
    ];

    private static ReadOnlySpan<byte> OfEarlier =>
    [
        Removed, Changed | FindLater, Touched | FindLater, Open, Open,
        Same, Added | FindLater, Added | FindLater, Added | FindLater, Open,
    ];

    /// <summary>Says how records differ of which it is known that they do.</summary>
    /// <param name="older">What is known of each.</param>
    /// <param name="isEarlier">Whether the earlier version knows them.</param>
    /// <param name="kinds">Room for as many.</param>
    public static void Kinds(ReadOnlySpan<OlderRecord> older, bool isEarlier, Span<ChangeKind> kinds)
    {
        var outcomes = isEarlier ? OfEarlier : OfLater;
        for (var place = 0; place < older.Length; place++)
            kinds[place] = KindOf(outcomes[(int)older[place]]);
    }

    /// <summary>How a record differs that is known to be deleted by a version.</summary>
    public static ChangeKind KindOfDeleted(bool isEarlier) => KindOf((isEarlier ? OfEarlier : OfLater)[Outcomes + (int)OlderRecord.Some]);

    /// <summary>Makes pairs of keys that the one version alone knows, but of those that are known not to differ.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="isEarlier">Whether it is the earlier version.</param>
    /// <param name="pairs">Room for as many.</param>
    /// <returns>How many pairs there are.</returns>
    public static int Pair<TKey>(ReadOnlySpan<KnownKey<TKey>> keys, bool isEarlier, Span<KeyPair<TKey>> pairs)
        where TKey : struct, IComparable<TKey>
    {
        var outcomes = isEarlier ? OfEarlier : OfLater;
        var count = 0;
        foreach (ref readonly var known in keys)
        {
            var outcome = outcomes[(int)known.Place.Older + (known.Place.IsPresent ? 0 : Outcomes)];
            if (outcome == Same)
                continue;
            ref var pair = ref pairs[count++];
            pair.Key = known.Key;
            pair.Before = isEarlier ? known.Place : RowPlace.None;
            pair.After = isEarlier ? RowPlace.None : known.Place;
            pair.Kind = KindOf(outcome);
            pair.State = (PairState)(outcome >> KindBits);
        }

        return count;
    }

    private static ChangeKind KindOf(byte outcome) => (ChangeKind)(outcome & ((1 << KindBits) - 1));
}
