namespace Chronograph.Log;

/// <summary>What retention removed, or would remove.</summary>
/// <param name="Removed">The segments, oldest first.</param>
/// <param name="FreedBytes">Their bytes on disk.</param>
/// <param name="FirstSequence">The first message that is left.</param>
public sealed record RetentionReport(IReadOnlyList<LogSegment> Removed, long FreedBytes, long FirstSequence);
