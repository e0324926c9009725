namespace Chronograph.Code;

/// <summary>How far an index run is. Reported from several threads.</summary>
/// <param name="Phase">What it is at.</param>
/// <param name="Done">Files or commits that are done in this phase.</param>
/// <param name="Total">How many there are; 0 when that is not known.</param>
/// <param name="Label">What is worked on, for people.</param>
public readonly record struct CodeIndexProgress(CodeIndexPhase Phase, int Done, int Total, string Label);
