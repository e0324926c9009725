namespace Chronograph.Code;

/// <summary>Knows the usings of every project: those of its project files and the global usings in its sources.</summary>
internal sealed class UsingsBook
{
    private readonly string _prefix;
    private ProjectMap _projects = new([]);
    private Dictionary<string, ProjectUsings> _usings = [];

    /// <param name="prefix">The indexed folder from the top, which the paths of sources leave out.</param>
    public UsingsBook(string prefix) => _prefix = prefix;

    /// <summary>The usings for a file.</summary>
    public ProjectUsings For(string path)
    {
        var folder = _projects.ProjectFolder(_prefix + path);
        return _usings.TryGetValue(folder, out var usings) ? usings : _usings[folder] = Create(folder, []);
    }

    /// <summary>Reads everything anew from the project files and the sources.</summary>
    public void Rebuild(ProjectMap? projects, IEnumerable<ParsedFile> files)
    {
        _projects = projects ?? _projects;
        _usings = files
            .Where(static file => file.GlobalUsings.Count > 0)
            .GroupBy(file => _projects.ProjectFolder(_prefix + file.Path))
            .ToDictionary(static group => group.Key, group => Create(group.Key, group.SelectMany(static file => file.GlobalUsings)));
    }

    private ProjectUsings Create(string folder, IEnumerable<string> global)
    {
        var usings = _projects.Usings(folder);
        usings.UnionWith(global);
        return new ProjectUsings(folder, [.. usings]);
    }
}
