namespace Chronograph.Graph;

/// <summary>What <see cref="GraphStore.Repair"/> found and did, or would do.</summary>
/// <param name="Latest">The newest version, once the store is repaired.</param>
/// <param name="Damage">What is wrong with the pointer or with the newest manifest; null when nothing needs a repair.</param>
/// <param name="SetAside">The files that are moved to <c>quarantine/</c>, as paths below the store.</param>
/// <param name="Applied">Whether the store was repaired; false when it was only looked at, or needs no repair.</param>
public sealed record StoreRepair(GraphVersion Latest, StoreDamage? Damage, IReadOnlyList<string> SetAside, bool Applied);
