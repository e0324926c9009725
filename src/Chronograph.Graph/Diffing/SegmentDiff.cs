using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>The difference of two versions as files: what one needs and the other does not.</summary>
/// <remarks>
/// Removed and unchanged together are the segments of the one version, added and unchanged those of the other. Versions with
/// the same records may have different segments, since merges change them.
/// </remarks>
/// <param name="From">The version compared from.</param>
/// <param name="To">The version compared to.</param>
/// <param name="Added">The segments that only <paramref name="To"/> has.</param>
/// <param name="Removed">The segments that only <paramref name="From"/> has.</param>
/// <param name="Unchanged">The segments that both have.</param>
public sealed record SegmentDiff(
    GraphVersion From,
    GraphVersion To,
    ImmutableArray<SegmentReference> Added,
    ImmutableArray<SegmentReference> Removed,
    ImmutableArray<SegmentReference> Unchanged)
{
    internal static SegmentDiff Of(Manifest from, Manifest to)
    {
        var (before, after) = (Names(from), Names(to));
        return new SegmentDiff(
            from.Version,
            to.Version,
            [.. to.State.References().Where(segment => !before.Contains(segment.Name))],
            [.. from.State.References().Where(segment => !after.Contains(segment.Name))],
            [.. from.State.References().Where(segment => after.Contains(segment.Name))]);
    }

    private static HashSet<SegmentName> Names(Manifest manifest) => [.. manifest.State.References().Select(segment => segment.Name)];
}
