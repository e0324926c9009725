using System.Collections.Immutable;

namespace Chronograph.Selftest;

/// <summary>A version that must be there.</summary>
/// <param name="Content">Its records.</param>
/// <param name="Tags">Its tags.</param>
internal sealed record ModelVersion(GraphContent Content, ImmutableSortedDictionary<string, string> Tags);
