namespace Chronograph.Log;

/// <summary>One place of a sealed segment.</summary>
/// <param name="Sequence">A message.</param>
/// <param name="TimestampNs">Its timestamp.</param>
/// <param name="Offset">Where its record begins.</param>
internal readonly record struct IndexEntry(long Sequence, long TimestampNs, long Offset);
