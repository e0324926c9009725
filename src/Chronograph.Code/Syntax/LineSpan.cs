namespace Chronograph.Code;

/// <summary>First and last line, counted from 1.</summary>
internal readonly record struct LineSpan(int Start, int End);
