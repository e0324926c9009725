namespace Chronograph.Log;

/// <summary>A segment was removed between listing and opening it. Never leaves the library: the caller looks again.</summary>
internal sealed class SegmentGoneException : Exception;
