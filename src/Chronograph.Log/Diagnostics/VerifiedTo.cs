namespace Chronograph.Log;

/// <summary>How far a check of records has come.</summary>
/// <param name="Offset">Behind the last record.</param>
/// <param name="NextSequence">The message that must come next.</param>
/// <param name="TimestampNs">The timestamp of the last record: the next one has none that is older.</param>
/// <param name="Epoch">The epoch of its writer.</param>
/// <param name="Whole">Up to where no batch is left open.</param>
internal readonly record struct VerifiedTo(long Offset, long NextSequence, long TimestampNs, uint Epoch, WholeTo Whole);

/// <summary>A place behind a record that leaves no batch open.</summary>
/// <param name="Offset">Behind the record.</param>
/// <param name="NextSequence">The message that comes next.</param>
/// <param name="Record">Where the record begins.</param>
/// <param name="TimestampNs">Its timestamp.</param>
internal readonly record struct WholeTo(long Offset, long NextSequence, long Record, long TimestampNs);
