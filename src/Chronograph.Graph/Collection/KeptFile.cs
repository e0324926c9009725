namespace Chronograph.Graph;

/// <summary>A file that stays although it is not part of what retention keeps.</summary>
/// <param name="File">Its place, relative to the store.</param>
/// <param name="Reason">Who needs it.</param>
public sealed record KeptFile(string File, string Reason);
