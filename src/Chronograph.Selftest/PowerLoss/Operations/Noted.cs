namespace Chronograph.Selftest;

/// <summary>Something that the recorded program told its user, such as "version 5 is committed". From then on it must be true.</summary>
/// <param name="Fact">What was told.</param>
internal sealed record Noted(object Fact) : DiskOperation;
