namespace Chronograph.Selftest;

/// <summary>What a writer of a graph store tells.</summary>
internal enum NewsKind
{
    /// <summary>It has opened the store and found this newest version.</summary>
    Open,

    /// <summary>It begins an operation of this name; the newest version is this one.</summary>
    Begins,

    /// <summary>This version is committed, and holds these records.</summary>
    Committed,

    /// <summary>This version has this tag.</summary>
    Tagged,

    /// <summary>This version is committed; it holds the same records as the one before, in fewer segments.</summary>
    Merged,

    /// <summary>Versions that are so many before the newest may be collected from now on, unless they have a tag.</summary>
    Collecting,
}
