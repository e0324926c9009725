using System.Collections.Immutable;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Opens a segment and those below it, wherever they lie, and keeps those open that the next one has below it, too.</summary>
internal sealed class LayeredSegments(FileSystem files, StorePaths paths, AuditedSegments segments) : IDisposable
{
    private Dictionary<SegmentName, PooledSegment> _open = [];

    /// <summary>The layers of a version up to a segment; valid until the next call.</summary>
    public ImmutableArray<PooledSegment> Open(AuditedSegment top)
    {
        var layers = top.Layers[..(top.Layer + 1)].Select(Open).ToImmutableArray();
        Dispose();
        _open = layers.ToDictionary(layer => layer.Name);
        return layers;
    }

    public void Dispose()
    {
        foreach (var segment in _open.Values)
            segment.Close();
        _open = [];
    }

    private PooledSegment Open(SegmentName name)
    {
        if (_open.Remove(name, out var open))
            return open;
        var directory = files.FileExists(paths.Segment(name)) ? paths.Segments : paths.Gc;
        return new PooledSegment(files, directory, name, segments[name].Descriptor);
    }
}
