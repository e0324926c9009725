using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>The versions that a collector holds exclusively: nobody has them open, and nobody can pin them meanwhile.</summary>
internal sealed class VersionClaims(NumberLocks locks) : IDisposable
{
    /// <returns>False when someone has the version open.</returns>
    public bool TryClaim(GraphVersion version) => TryClaim(version, version);

    /// <returns>False when someone has one of the versions open; then none is claimed.</returns>
    public bool TryClaim(GraphVersion first, GraphVersion last) =>
        locks.TryLock(first.Number, last.Number - first.Number + 1, LockKind.Exclusive);

    public void Dispose() => locks.Dispose();
}
