namespace Chronograph.Selftest;

/// <summary>How far a run is.</summary>
/// <param name="Elapsed">How long it has been going on.</param>
/// <param name="Duration">How long it goes on at most.</param>
internal readonly record struct SelftestProgress(TimeSpan Elapsed, TimeSpan Duration);
