namespace Chronograph.Graph;

/// <summary>What a record replaces in the segments that are older than its own. The values are on disk.</summary>
internal enum Replacement : byte
{
    /// <summary>Nothing was there: the record is new.</summary>
    None = 0,

    /// <summary>A record that is <see cref="ChangeKind.Changed"/> by it.</summary>
    Changed = 1,

    /// <summary>A node that is <see cref="ChangeKind.Touched"/> by it.</summary>
    Touched = 2,

    /// <summary>A record, and how it differs is not said: so where segments were merged, and for a tombstone.</summary>
    Unsaid = 3,
}
