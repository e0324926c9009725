namespace Chronograph.Code;

/// <summary>What a name was bound to.</summary>
/// <param name="Id">Its semantic id.</param>
/// <param name="External">The node to contribute when it is not declared in the source; otherwise <see langword="null"/>.</param>
internal sealed record Target(string Id, NodeContribution? External = null);
