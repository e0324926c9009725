namespace Chronograph.Graph;

/// <summary>What was gathered, in the form of a segment that this process alone reads, until it is disposed.</summary>
internal sealed class TemporarySegment : IDisposable
{
    private readonly ScratchSpace _space;

    private TemporarySegment(ScratchSpace space, PooledSegment segment) => (_space, Segment) = (space, segment);

    public PooledSegment Segment { get; }

    /// <param name="gathered">What it holds.</param>
    /// <param name="space">Where it is written.</param>
    /// <exception cref="Chronograph.Storage.StorageFullException">The disk is full. Nothing is left of it.</exception>
    public static TemporarySegment Write(ISegmentBuilder gathered, ScratchSpace space)
    {
        var name = new SegmentName(space.NextNumber(), gathered.Kind);
        try
        {
            using var writer = SegmentWriter.Create(space.Files, space.Directory, name);
            var descriptor = gathered.WriteTo(writer, name.Id, SegmentPurpose.Temporary);
            return new TemporarySegment(space, new PooledSegment(space.Files, space.Directory, name, descriptor));
        }
        catch
        {
            Delete(space, name);
            throw;
        }
    }

    public void Dispose()
    {
        Segment.Close();
        Delete(_space, Segment.Name);
    }

    private static void Delete(ScratchSpace space, SegmentName name) => space.Delete(Path.Combine(space.Directory, name.FileName));
}
