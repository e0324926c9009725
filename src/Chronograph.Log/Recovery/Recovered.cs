namespace Chronograph.Log;

/// <summary>A log that is whole and may be appended to.</summary>
/// <param name="Report">What was found and done.</param>
/// <param name="SegmentSize">The size its segments have; 0 when there is none.</param>
/// <param name="NewestEpoch">The newest epoch that was met.</param>
/// <param name="Durable">The durable mark that was borne out.</param>
/// <param name="Append">Where appending goes on.</param>
/// <param name="Retired">Sealed segments that may not be durable yet.</param>
internal sealed record Recovered(
    LogRecovery Report,
    long SegmentSize,
    uint NewestEpoch,
    Checkpoint Durable,
    AppendState Append,
    IReadOnlyList<RetiredSegment> Retired)
{
    public static Recovered Empty => new(
        new LogRecovery { WasClosed = true, NextSequence = 1 },
        0, 0, Checkpoint.None, new AppendState(1, SegmentId.First, 0, null, 0, 0), []);
}
