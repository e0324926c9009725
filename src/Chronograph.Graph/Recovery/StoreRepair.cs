namespace Chronograph.Graph;

/// <summary>What <see cref="GraphStore.Repair"/> found and did, or would do.</summary>
/// <param name="Latest">The newest version, once the store is repaired.</param>
/// <param name="Damage">What is wrong with the pointer or with the newest manifest; null when nothing is.</param>
/// <param name="SetAside">The files that are moved to <c>quarantine/</c>, as paths below the store.</param>
/// <param name="Rebuilt">
/// What is wrong with the history and the index of its tags, which are both made anew from the manifests then; empty when nothing is.
/// </param>
/// <param name="Applied">Whether the store was repaired; false when it was only looked at, or needs no repair.</param>
public sealed record StoreRepair(
    GraphVersion Latest, StoreDamage? Damage, IReadOnlyList<string> SetAside, IReadOnlyList<StoreDamage> Rebuilt, bool Applied)
{
    /// <summary>Whether there is, or was, anything to repair.</summary>
    public bool IsNeeded => Damage is not null || Rebuilt.Count > 0;
}
