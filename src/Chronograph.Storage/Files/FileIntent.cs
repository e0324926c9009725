namespace Chronograph.Storage;

/// <summary>What a file is opened for.</summary>
internal enum FileIntent
{
    /// <summary>Read an existing file.</summary>
    ReadOnly,

    /// <summary>Read and write an existing file.</summary>
    ReadWrite,

    /// <summary>Create the file; fails when it exists. Exclusive even between processes.</summary>
    CreateNew,

    /// <summary>Create the file, or cut an existing one to nothing.</summary>
    CreateOrTruncate,

    /// <summary>Open the file, or create it empty.</summary>
    OpenOrCreate,
}
