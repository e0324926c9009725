namespace Chronograph.Selftest;

/// <summary>Something that is not as promised.</summary>
/// <param name="Proof">Which proof failed.</param>
/// <param name="What">How.</param>
/// <param name="Evidence">The directory that shows it.</param>
/// <param name="Seed">What replays it.</param>
internal sealed record SelftestFinding(string Proof, string What, string Evidence, int Seed);
