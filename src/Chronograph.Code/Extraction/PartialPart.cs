namespace Chronograph.Code;

/// <summary>One part of a partial type or member.</summary>
internal sealed record PartialPart(
    string File, LineSpan Lines, ulong ContentHash, string Accessibility, bool HasOwnAccessibility, string Modifiers, string Signature);
