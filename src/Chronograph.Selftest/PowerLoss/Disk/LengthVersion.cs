namespace Chronograph.Selftest;

/// <summary>A length that a file had.</summary>
/// <param name="Time">Since when.</param>
/// <param name="Length">Bytes.</param>
internal readonly record struct LengthVersion(int Time, long Length);
