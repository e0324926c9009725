namespace Chronograph.Graph;

/// <summary>Says which segments are out of balance.</summary>
/// <remarks>
/// Segments are in balance when each has more rows than twice all newer ones together: then there are no more of them than
/// the logarithm of the rows to the base of three. Where a segment is not, it and all newer ones become one that is, at
/// least half as large again as the oldest of them, so that a row is rewritten a logarithmic number of times.
/// </remarks>
internal static class BalancePlanner
{
    private const int Ratio = 2;

    /// <param name="segments">Oldest first.</param>
    /// <param name="newRows">The rows of a segment to come after them; 0 for none.</param>
    /// <returns>The first segment to merge with all newer ones; the number of segments when they are in balance.</returns>
    public static int Start(ReadOnlySpan<SegmentDescriptor> segments, long newRows)
    {
        var (start, newer) = (segments.Length, newRows);
        for (var segment = segments.Length - 1; segment >= 0; segment--)
        {
            if (segments[segment].Rows <= Ratio * newer)
                start = segment;
            newer += segments[segment].Rows;
        }

        return start;
    }
}
