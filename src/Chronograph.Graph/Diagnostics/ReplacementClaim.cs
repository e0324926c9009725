namespace Chronograph.Graph;

/// <summary>What manifests say that a segment does to older ones.</summary>
/// <param name="AddsOnly">As <see cref="SegmentDescriptor.AddsOnly"/>.</param>
/// <param name="Replaced">As <see cref="SegmentDescriptor.Replaced"/>.</param>
/// <param name="First">The oldest version whose manifest says so.</param>
/// <param name="Last">The newest.</param>
internal readonly record struct ReplacementClaim(bool AddsOnly, ReplacedRecords? Replaced, GraphVersion First, GraphVersion Last)
{
    /// <summary>Whether it says anything.</summary>
    public bool IsAny => AddsOnly || Replaced is not null;

    public bool SaysAs(ReplacementClaim other) => (AddsOnly, Replaced) == (other.AddsOnly, other.Replaced);

    /// <param name="name">The segment.</param>
    /// <param name="found">What it does.</param>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public string? Fault(SegmentName name, ReplacementAudit found) =>
        AddsOnly && found.OlderKnow ? $"it says that {name.FileName} only adds, and an older segment knows one of its keys"
        : Replaced is { } said && said != found.Replaced ? $"it says that {name.FileName} changes {said.Changed} records of older segments and touches {said.Touched}, and {Describe(found)}"
        : null;

    private static string Describe(ReplacementAudit found) => found.Replaced is { } counted
        ? $"it changes {counted.Changed} and touches {counted.Touched}"
        : "it has a record that does neither, or a tombstone that deletes nothing";
}
