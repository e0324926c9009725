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
