namespace Chronograph.Graph;

/// <summary>What is known, without a look, of a key's record in segments older than the one that has a row of it.</summary>
/// <remarks>The first four are as in <see cref="Replacement"/>, so that those are read in place.</remarks>
internal enum OlderRecord : byte
{
    /// <summary>There is none.</summary>
    None = Replacement.None,

    /// <summary>There is one, and the row's is <see cref="ChangeKind.Changed"/> against it.</summary>
    Changed = Replacement.Changed,

    /// <summary>There is one, and the row's is <see cref="ChangeKind.Touched"/> against it.</summary>
    Touched = Replacement.Touched,

    /// <summary>There is one, and how it differs is not known.</summary>
    Some = Replacement.Unsaid,

    /// <summary>It is not known whether there is one.</summary>
    Unknown,
}

/// <summary>What is known of the records of older segments that a segment's own replace.</summary>
/// <param name="OfAll">The same of each key; null where the segment says it of each.</param>
/// <param name="AllDiffer">Whether it is known of each key that what it stands for differs from what is older, and how.</param>
internal readonly record struct OlderRecords(OlderRecord? OfAll, bool AllDiffer)
{
    /// <summary>Of a tombstone: it deletes something, where the segment says what its records replace.</summary>
    public OlderRecord OfDeleted => OfAll ?? OlderRecord.Some;
}
