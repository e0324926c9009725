namespace Chronograph.Code;

/// <summary>The usings that hold in every file of a project without standing there.</summary>
/// <param name="Folder">The project's folder from the top, ending in '/' unless it is the top.</param>
/// <param name="Directives">Namespaces, <c>static Type</c> or <c>Alias=Name</c>; distinct, in ordinal order.</param>
internal sealed record ProjectSettings(string Folder, IReadOnlyList<string> Directives)
{
    /// <summary>The directives as one text, equal when they are.</summary>
    public string Key { get; } = string.Join(';', Directives);
}
