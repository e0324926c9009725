using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>Which versions of a store were collected: what tells a version that retention removed from one that was lost.</summary>
internal sealed class CollectedVersions
{
    private CollectedVersions(ImmutableArray<CollectedRange> ranges) => Ranges = ranges;

    public static CollectedVersions None { get; } = new([]);

    /// <summary>Ascending. Neighbours that were both purged, or both not, are one range.</summary>
    public ImmutableArray<CollectedRange> Ranges { get; }

    /// <summary>The newest of them; <see cref="GraphVersion.None"/> when there is none. A newer one was committed before it was collected.</summary>
    public GraphVersion Last => Ranges.IsEmpty ? GraphVersion.None : Ranges[^1].Last;

    /// <summary>Joins what touches.</summary>
    /// <exception cref="FormatException">The ranges overlap.</exception>
    public static CollectedVersions Of(IEnumerable<CollectedRange> ranges)
    {
        var joined = ImmutableArray.CreateBuilder<CollectedRange>();
        foreach (var range in ranges.OrderBy(range => range.First))
        {
            var last = joined.Count > 0 ? joined[^1] : null;
            if (last is not null && last.Last.CompareTo(range.First) >= 0)
                throw new FormatException($"Version {range.First} is collected twice.");
            if (last is not null && last.Purged == range.Purged && last.Last.Number + 1 == range.First.Number)
                joined[^1] = last.JoinedWith(range);
            else
                joined.Add(range);
        }

        return new CollectedVersions(joined.ToImmutable());
    }

    /// <summary>The range that a version lies in, or null when it was not collected. Cost: logarithmic.</summary>
    public CollectedRange? Find(GraphVersion version)
    {
        var (low, high) = (0, Ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (Ranges[middle].Contains(version))
                return Ranges[middle];
            if (Ranges[middle].First.CompareTo(version) < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return null;
    }
}
