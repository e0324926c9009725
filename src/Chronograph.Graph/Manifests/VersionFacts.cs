using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>What never goes back from one version to the next, so that a version is found by it.</summary>
internal sealed record VersionFacts(DateTimeOffset CreatedAt, ImmutableSortedDictionary<string, long> Sources)
{
    public static VersionFacts Of(Manifest manifest) => new(manifest.CreatedAt, manifest.State.Sources);
}
