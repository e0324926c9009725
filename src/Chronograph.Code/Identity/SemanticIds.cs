namespace Chronograph.Code;

/// <summary>Builds semantic ids: <c>file->TYPE->name[in:parent]</c>.</summary>
internal static class SemanticIds
{
    /// <summary>What follows the file in an id.</summary>
    public static string Key(string type, string name, string parent) =>
        parent.Length == 0 ? $"->{type}->{name}" : $"->{type}->{name}[in:{parent}]";

    public static string File(string path) => path + Key(NodeTypes.File, FileName(path), "");

    public static string Namespace(string fullName)
    {
        var dot = fullName.LastIndexOf('.');
        return Key(NodeTypes.Namespace, fullName[(dot + 1)..], dot < 0 ? "" : fullName[..dot]);
    }

    public static string External(string fullName) => Key(NodeTypes.External, fullName, "");

    public static string FileName(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>The full name of something inside a scope.</summary>
    public static string Join(string scope, string name) => scope.Length == 0 ? name : $"{scope}.{name}";
}
