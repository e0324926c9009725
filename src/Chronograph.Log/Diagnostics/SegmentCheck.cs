using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>One segment that was checked by itself: what its neighbours must agree with.</summary>
/// <param name="Header">Its header when the check began.</param>
/// <param name="IsSealed">Whether it was sealed when the check ended, so that the log goes on behind it.</param>
/// <param name="NextSequence">The message that must follow.</param>
/// <param name="LastTimestampNs">The newest timestamp.</param>
/// <param name="LastEpoch">The newest epoch.</param>
/// <param name="Good">Up to where it is sound and whole.</param>
/// <param name="EndsInBatch">Whether it ends within a batch.</param>
/// <param name="Findings">What is wrong in it.</param>
internal sealed record SegmentCheck(
    SegmentHeader Header, bool IsSealed, long NextSequence, long LastTimestampNs, uint LastEpoch, GoodPoint Good, bool EndsInBatch, Findings Findings)
{
    /// <summary>Checks every byte of a segment whose header was read, and its index.</summary>
    public static SegmentCheck Run(LogDirectory directory, StorageFile file, in SegmentHeader header, Findings findings, CancellationToken cancellationToken)
    {
        var length = file.Length;
        if (length != header.SegmentSize)
            findings.Damaged(file.Path, Math.Min(length, header.SegmentSize), $"the file has {length} bytes, and its header says {header.SegmentSize}");
        using var view = SegmentView.Map(file.Path, file, header, Math.Min(length, header.SegmentSize));
        findings.Segments++;
        findings.Checked(SegmentHeader.Size);
        using var window = new RecordWindow(file, header);
        var verifier = new SegmentVerifier(view, window, findings, cancellationToken);
        var isSealed = verifier.Run();
        IndexVerifier.Run(directory, file, header, findings);
        return new SegmentCheck(
            header, isSealed, verifier.NextSequence, verifier.LastTimestampNs, verifier.LastEpoch, verifier.Good, verifier.EndsInBatch, findings);
    }
}
