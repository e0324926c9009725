namespace Chronograph.Log;

/// <summary>How far the sealing of a segment has come, as its header checksum tells.</summary>
internal enum SealingState
{
    /// <summary>The checksum matches nothing that a writer leaves behind.</summary>
    Broken,

    /// <summary>The checksum matches the bytes as they are, sealed or not.</summary>
    Whole,

    /// <summary>Some sealing fields are stored; checksum and flag are still those of the unsealed header.</summary>
    FieldsStored,

    /// <summary>Fields and checksum are those of the sealed header; only the flag is missing.</summary>
    FlagMissing,
}
