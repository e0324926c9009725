namespace Chronograph.Graph;

/// <summary>What checking a whole store found.</summary>
/// <param name="Versions">How many versions were checked: all but those that were collected.</param>
/// <param name="Segments">
/// How many segment files were checked; each once, however many versions share it, and those that were collected and not purged too.
/// </param>
/// <param name="DanglingEdges">Edges of the newest version of which an end is no node: reported, not an error.</param>
/// <param name="Damage">Everything that is wrong with versions and what they need.</param>
/// <param name="Rebuildable">
/// What is wrong with the history and the index of its tags, such as a history that ends torn after a power loss. No version
/// needs them, and all answers are right without them; <see cref="GraphStore.Repair"/> makes them anew, and so does the
/// next writer that meets the damage.
/// </param>
public sealed record StoreVerification(
    long Versions, long Segments, long DanglingEdges, IReadOnlyList<StoreDamage> Damage, IReadOnlyList<StoreDamage> Rebuildable)
{
    /// <summary>Whether nothing is wrong but what can be rebuilt.</summary>
    public bool Ok => Damage.Count == 0;
}
