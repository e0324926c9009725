using System.Text.Json;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>A segment file that one of two versions needs, or both.</summary>
/// <param name="Change">The word for what became of it.</param>
/// <param name="Segment">The segment.</param>
internal sealed record SegmentChange(string Change, SegmentReference Segment)
{
    public static ItemView<SegmentChange> View { get; } = new(
        [
            new("change", change => change.Change),
            new("file", change => change.Segment.Path),
            new("#records", change => Quantities.Count(change.Segment.Descriptor.RecordCount)),
            new("#tombstones", change => Quantities.Count(change.Segment.Descriptor.TombstoneCount)),
            new("#bytes", change => Quantities.Bytes(change.Segment.Descriptor.ByteSize)),
        ],
        Write);

    /// <summary>Every segment of the two versions, once.</summary>
    public static IEnumerable<SegmentChange> Of(SegmentDiff diff) =>
    [
        .. diff.Added.Select(segment => new SegmentChange("added", segment)),
        .. diff.Removed.Select(segment => new SegmentChange("removed", segment)),
        .. diff.Unchanged.Select(segment => new SegmentChange("unchanged", segment)),
    ];

    private static void Write(Utf8JsonWriter json, SegmentChange change)
    {
        json.WriteString("change", change.Change);
        json.WriteString("file", change.Segment.Path);
        json.WriteNumber("records", change.Segment.Descriptor.RecordCount);
        json.WriteNumber("tombstones", change.Segment.Descriptor.TombstoneCount);
        json.WriteNumber("bytes", change.Segment.Descriptor.ByteSize);
    }
}
