using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>A segment that some snapshot may read; its file is opened when the first of them really does.</summary>
internal sealed class PooledSegment(FileSystem files, string directory, SegmentName name, SegmentDescriptor descriptor)
{
    private readonly Lock _opening = new();
    private volatile IDisposable? _segment;

    // The zone map in UTF-8, as queries ask for it.
    private readonly byte[][]? _edgeTypes = descriptor.EdgeTypes?.Select(StrictUtf8.Encoding.GetBytes).ToArray();

    public SegmentName Name => name;

    public SegmentDescriptor Descriptor => descriptor;

    /// <summary>How many hold it. Guarded by the pool.</summary>
    public int Holders { get; set; }

    public NodeSegment Nodes => (NodeSegment)(_segment ?? Open());

    public EdgeSegment Edges => (EdgeSegment)(_segment ?? Open());

    public bool MayHoldEdgeType(ReadOnlySpan<byte> type)
    {
        if (_edgeTypes is null)
            return true;
        foreach (var candidate in _edgeTypes)
        {
            if (type.SequenceEqual(candidate))
                return true;
        }

        return false;
    }

    /// <summary>Opens the file now, if it is not open yet.</summary>
    public void EnsureOpen() => _ = _segment ?? Open();

    /// <summary>Called by the pool once nobody holds it any more.</summary>
    public void Close() => _segment?.Dispose();

    private IDisposable Open()
    {
        lock (_opening)
            return _segment ??= name.Kind == SegmentKind.Nodes ? OpenNodes() : OpenEdges();
    }

    private NodeSegment OpenNodes()
    {
        var segment = NodeSegment.Open(files, directory, name.Id);
        return Agrees(segment.File) ? segment : throw Disagreement(segment, segment.File);
    }

    private EdgeSegment OpenEdges()
    {
        var segment = EdgeSegment.Open(files, directory, name.Id);
        return Agrees(segment.File) ? segment : throw Disagreement(segment, segment.File);
    }

    private bool Agrees(SegmentFile file) =>
        file.RecordCount == descriptor.RecordCount && file.TombstoneCount == descriptor.TombstoneCount
        && file.Length == descriptor.ByteSize;

    private static DamagedFileException Disagreement(IDisposable segment, SegmentFile file)
    {
        segment.Dispose();
        return new DamagedFileException(file.Path, 0, "its counts or its length are not those that the manifest names");
    }
}
