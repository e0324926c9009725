using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Checks that a segment that only adds, by what a manifest says, knows no key of an older one: readers believe it without asking.</summary>
/// <param name="manifest">The path of the manifest.</param>
internal sealed class AddsOnlyAudit(GraphSnapshot snapshot, string manifest, CancellationToken cancellation)
{
    private const long StepsBetweenChecks = 1 << 16;

    private long _steps;

    /// <exception cref="DamagedFileException">The manifest says so of a segment that does more.</exception>
    public void Check()
    {
        for (var layer = 1; layer < snapshot.NodeLayers.Count; layer++)
        {
            if (snapshot.NodeLayers.Descriptor(layer).AddsOnly)
                CheckNodes(snapshot.NodeLayers, layer);
        }

        for (var layer = 1; layer < snapshot.EdgeLayers.Count; layer++)
        {
            if (snapshot.EdgeLayers.Descriptor(layer).AddsOnly)
                CheckEdges(snapshot.EdgeLayers, layer);
        }
    }

    private void CheckNodes(NodeLayers layers, int layer)
    {
        var segment = layers.Segment(layer);
        for (var row = 0L; row < segment.Count; row++)
            Require(layers.Find(segment.Id(row), layer, out _, out _), layers.Name(layer));
        for (var row = 0L; row < segment.TombstoneCount; row++)
            Require(layers.Find(segment.DeletedId(row), layer, out _, out _), layers.Name(layer));
    }

    private void CheckEdges(EdgeLayers layers, int layer)
    {
        var segment = layers.Segment(layer);
        for (var source = 0L; source < segment.EndpointCount; source++)
        {
            var from = segment.Endpoint(source);
            var (row, end) = segment.Out.Slice(source);
            for (; row < end; row++)
            {
                var (type, to) = (segment.Out.Type(row), segment.Endpoint(segment.Out.Other(row)));
                var key = EdgeKey.Hash(from, segment.TypeId(type), to);
                Require(layers.Find(key, from, segment.Types.Bytes(type), to, layer, out _, out _), layers.Name(layer));
            }
        }
    }

    private void Require(RecordState older, SegmentName name)
    {
        if (++_steps % StepsBetweenChecks == 0)
            cancellation.ThrowIfCancellationRequested();
        if (older != RecordState.Unknown)
            throw new DamagedFileException(manifest, 0, $"it says that {name.FileName} only adds, and an older segment knows one of its keys");
    }
}
