namespace Chronograph.Graph;

/// <summary>How many nodes each depth of a walk reaches.</summary>
/// <param name="Counts">By depth; the first is the start. Ends where nothing more is reached, or at the depth asked for.</param>
/// <param name="Truncated">Whether the limit ended the walk, so that the last count is too low and later ones are missing.</param>
public sealed record WalkLevels(IReadOnlyList<long> Counts, bool Truncated);
