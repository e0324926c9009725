namespace Chronograph.Graph;

/// <summary>What a manifest says about a version.</summary>
/// <param name="Version">The version.</param>
/// <param name="CreatedAt">When it was committed, in UTC; never before its parent.</param>
/// <param name="Parent">The version it was made from; <see cref="GraphVersion.None"/> for the first.</param>
/// <param name="Tags">Its tags, in the order of their keys.</param>
/// <param name="Nodes">How many nodes it has.</param>
/// <param name="Edges">How many edges it has.</param>
/// <param name="Segments">How many segment files it is made of.</param>
/// <param name="Sources">How far each source log had been folded into it: log name → last sequence number.</param>
public sealed record VersionInfo(
    GraphVersion Version,
    DateTimeOffset CreatedAt,
    GraphVersion Parent,
    IReadOnlyDictionary<string, string> Tags,
    long Nodes,
    long Edges,
    int Segments,
    IReadOnlyDictionary<string, long> Sources)
{
    /// <summary>The name that the commit was given by its caller; null for none.</summary>
    public string? RequestId { get; init; }
}
