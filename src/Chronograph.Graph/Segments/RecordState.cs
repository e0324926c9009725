namespace Chronograph.Graph;

/// <summary>What a segment, or a stack of them, says about a key.</summary>
internal enum RecordState
{
    /// <summary>Nothing: an older segment decides.</summary>
    Unknown,

    /// <summary>There is a record.</summary>
    Present,

    /// <summary>The key is deleted; older segments do not matter.</summary>
    Deleted,
}
