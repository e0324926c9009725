namespace Chronograph.Code;

/// <summary>From a name to the files that mention it and to the declarations whose surface mentions it.</summary>
internal sealed class NameIndex
{
    private static readonly HashSet<string> NoFiles = [];
    private static readonly HashSet<Declaration> NoDeclarations = [];

    private readonly Dictionary<string, HashSet<string>> _files = [];
    private readonly Dictionary<string, HashSet<Declaration>> _declarations = [];
    private readonly Dictionary<string, int> _namespaces = [];

    public IReadOnlyCollection<string> FilesMentioning(string name) => _files.GetValueOrDefault(name, NoFiles);

    public IReadOnlyCollection<Declaration> DeclarationsMentioning(string name) => _declarations.GetValueOrDefault(name, NoDeclarations);

    /// <summary>How many files add to a namespace.</summary>
    public int FilesInNamespace(string fullName) => _namespaces.GetValueOrDefault(fullName);

    public void Add(SourceFile file)
    {
        foreach (var name in file.Outline.Names)
            Put(_files, name, file.Path);
        foreach (var declaration in file.Outline.Declarations)
        {
            foreach (var name in declaration.SurfaceNames)
                Put(_declarations, name, declaration);
        }

        foreach (var name in file.Outline.Namespaces)
            _namespaces[name] = _namespaces.GetValueOrDefault(name) + 1;
    }

    public void Remove(SourceFile file)
    {
        foreach (var name in file.Outline.Names)
            Take(_files, name, file.Path);
        foreach (var declaration in file.Outline.Declarations)
        {
            foreach (var name in declaration.SurfaceNames)
                Take(_declarations, name, declaration);
        }

        foreach (var name in file.Outline.Namespaces)
        {
            if (--_namespaces[name] == 0)
                _namespaces.Remove(name);
        }
    }

    private static void Put<T>(Dictionary<string, HashSet<T>> index, string name, T value)
    {
        if (!index.TryGetValue(name, out var values))
            index[name] = values = [];
        values.Add(value);
    }

    private static void Take<T>(Dictionary<string, HashSet<T>> index, string name, T value)
    {
        if (index.TryGetValue(name, out var values) && values.Remove(value) && values.Count == 0)
            index.Remove(name);
    }
}
