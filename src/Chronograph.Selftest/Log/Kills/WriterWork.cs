namespace Chronograph.Selftest;

/// <summary>What a writer is doing at a moment.</summary>
internal enum WriterWork
{
    Starting,
    Opening,
    Append,
    Claim,
    Batch,
    AbandonedBatch,
    Flush,
    GroupCommit,
    Retention,
    Closing,
}
