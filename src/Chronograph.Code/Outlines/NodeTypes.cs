namespace Chronograph.Code;

/// <summary>The kinds of node in a code graph.</summary>
internal static class NodeTypes
{
    public const string File = "FILE";
    public const string Namespace = "NAMESPACE";
    public const string Class = "CLASS";
    public const string Struct = "STRUCT";
    public const string Record = "RECORD";
    public const string Interface = "INTERFACE";
    public const string Enum = "ENUM";
    public const string Delegate = "DELEGATE";
    public const string Method = "METHOD";
    public const string Constructor = "CONSTRUCTOR";
    public const string Property = "PROPERTY";
    public const string Field = "FIELD";
    public const string Event = "EVENT";
    public const string External = "EXTERNAL";
}
