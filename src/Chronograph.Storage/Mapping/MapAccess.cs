namespace Chronograph.Storage;

/// <summary>How a file is mapped.</summary>
internal enum MapAccess
{
    /// <summary>Stores into the mapping fault.</summary>
    ReadOnly,

    /// <summary>As <see cref="ReadOnly"/>, and where the system allows it the addresses stay readable after the release.</summary>
    ReadOnlyLasting,

    /// <summary>Stores reach the file and every other mapping of it.</summary>
    ReadWrite,
}
