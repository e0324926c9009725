namespace Chronograph.Graph;

/// <summary>A file that was, or would be, moved or deleted.</summary>
/// <param name="File">Its place, relative to the store.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Reason">Why it is not needed.</param>
public sealed record CollectedFile(string File, long Bytes, string Reason);
