namespace Chronograph.Graph;

/// <summary>What happened to a record between two versions.</summary>
public enum ChangeKind
{
    /// <summary>Only the later version has it.</summary>
    Added,

    /// <summary>Only the earlier version has it.</summary>
    Removed,

    /// <summary>
    /// A node: type, name, file or content hash differs, or the metadata while a content hash is unknown. An edge: the
    /// metadata differs.
    /// </summary>
    Changed,

    /// <summary>A node whose content hashes are known and equal and of which only the metadata differs: it moved.</summary>
    Touched,
}
