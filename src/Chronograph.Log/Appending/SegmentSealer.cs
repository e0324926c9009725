namespace Chronograph.Log;

/// <summary>Seals full segments and hands them on to be made durable. For the appending thread.</summary>
internal sealed class SegmentSealer(LogDirectory directory, SegmentSupply supply, Flusher flusher)
{
    private const int MostRetired = 16;

    /// <summary>Seals a segment of which everything is published, and lets go of it.</summary>
    public void Seal(WritableSegment segment, PendingSeal seal)
    {
        segment.Seal(seal.EndOffset, seal.LastTimestampNs, seal.MessageCount);
        flusher.Retire(new RetiredSegment(directory, segment.Header, segment, seal.Place));
        supply.RequestFlush();
        if (flusher.RetiredCount > MostRetired)
            flusher.FlushRetired(); // the worker is behind: maps and handles must not pile up
    }

    /// <summary>Seals the segments that a batch has filled, in order, now that it is published.</summary>
    public void SealFilled(BatchProgress batch)
    {
        try
        {
            foreach (var seal in batch.Filled)
            {
                var first = batch.FirstSegment!;
                flusher.ThrowIfSuperseded();
                Seal(seal.Header.Id == first.Id ? first : WritableSegment.Open(directory, seal.Header), seal);
            }
        }
        catch (Exception error)
        {
            // The batch is visible; the seals are missing, and the next writer finishes them.
            flusher.SetFault(directory.Path, error);
            throw;
        }
    }
}
