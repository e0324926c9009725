namespace Chronograph.Storage;

/// <summary>Whom a lock excludes.</summary>
internal enum LockKind
{
    /// <summary>Only owners of exclusive locks.</summary>
    Shared,

    /// <summary>Every other owner.</summary>
    Exclusive,
}
