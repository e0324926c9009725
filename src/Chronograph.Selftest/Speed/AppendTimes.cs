namespace Chronograph.Selftest;

/// <summary>Nanoseconds for a message, appended in several ways.</summary>
/// <param name="Floor">A raw loop that copies the same bytes and publishes in the same way.</param>
/// <param name="TimedFloor">The raw loop with a call of the log's clock for each message.</param>
/// <param name="Copy">Only a copy of the payload.</param>
/// <param name="Append">With the caller's timestamp.</param>
/// <param name="Precise">With the clock's timestamp.</param>
/// <param name="Batch">In batches of 32.</param>
internal sealed record AppendTimes(double Floor, double TimedFloor, double Copy, double Append, double Precise, double Batch);
