namespace Chronograph.Code;

/// <summary>An edge of a code graph; it has no metadata, so that moving code never changes it.</summary>
internal readonly record struct EdgeKey(string Source, string Type, string Target);
