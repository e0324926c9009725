namespace Chronograph.Code;

/// <summary>The kinds of edge in a code graph.</summary>
internal static class EdgeTypes
{
    public const string Contains = "CONTAINS";
    public const string Calls = "CALLS";
    public const string Creates = "CREATES";
    public const string Inherits = "INHERITS";
    public const string Implements = "IMPLEMENTS";
    public const string Overrides = "OVERRIDES";
    public const string References = "REFERENCES";
}
