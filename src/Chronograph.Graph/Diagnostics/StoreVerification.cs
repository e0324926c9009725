namespace Chronograph.Graph;

/// <summary>What checking a whole store found.</summary>
/// <param name="Versions">How many versions were checked: all but those that were collected.</param>
/// <param name="Segments">
/// How many segment files were checked; each once, however many versions share it, and those that were collected and not purged too.
/// </param>
/// <param name="DanglingEdges">Edges of the newest version of which an end is no node: reported, not an error.</param>
/// <param name="Damage">Everything that is wrong.</param>
public sealed record StoreVerification(
    long Versions, long Segments, long DanglingEdges, IReadOnlyList<StoreDamage> Damage)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool Ok => Damage.Count == 0;
}
