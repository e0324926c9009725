namespace Chronograph.Log;

/// <summary>How far a check of records has come.</summary>
/// <param name="Offset">Behind the last record.</param>
/// <param name="NextSequence">The message that must come next.</param>
/// <param name="LastRecord">Where the last record begins.</param>
/// <param name="TimestampNs">Its timestamp: the next one has none that is older.</param>
/// <param name="Epoch">The epoch of its writer.</param>
internal readonly record struct VerifiedTo(long Offset, long NextSequence, long LastRecord, long TimestampNs, uint Epoch);
