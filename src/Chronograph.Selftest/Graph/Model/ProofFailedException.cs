namespace Chronograph.Selftest;

/// <summary>A promise was broken.</summary>
/// <param name="what">Which, and how.</param>
internal sealed class ProofFailedException(string what) : Exception(what);
