using Microsoft.CodeAnalysis.CSharp;

namespace Chronograph.Code;

/// <summary>Knows the usings of every project, those of its project files and the global usings in its sources, and its symbols.</summary>
internal sealed class SettingsBook
{
    private readonly string _prefix;
    private ProjectMap _projects = new([]);
    private Dictionary<string, ProjectSettings> _usings = [];

    /// <param name="prefix">The indexed folder from the top, which the paths of sources leave out.</param>
    public SettingsBook(string prefix) => _prefix = prefix;

    /// <summary>The usings for a file.</summary>
    public ProjectSettings For(string path)
    {
        var folder = _projects.ProjectFolder(_prefix + path);
        return _usings.TryGetValue(folder, out var usings) ? usings : _usings[folder] = Create(folder, []);
    }

    /// <summary>How a file is parsed.</summary>
    public CSharpParseOptions ParseOptions(string path) => ParseSettings.With(_projects.Constants(_projects.ProjectFolder(_prefix + path)));

    /// <summary>Takes over other project files; the usings follow with <see cref="Rebuild"/>.</summary>
    public void Replace(ProjectMap projects) => _projects = projects;

    /// <summary>Reads the usings anew from the project files and the sources.</summary>
    public void Rebuild(IEnumerable<ParsedFile> files)
    {
        _usings = files
            .Where(static file => file.GlobalUsings.Count > 0)
            .GroupBy(file => _projects.ProjectFolder(_prefix + file.Path))
            .ToDictionary(static group => group.Key, group => Create(group.Key, group.SelectMany(static file => file.GlobalUsings)));
    }

    private ProjectSettings Create(string folder, IEnumerable<string> global)
    {
        var usings = _projects.Usings(folder);
        usings.UnionWith(global);
        return new ProjectSettings(folder, [.. usings]);
    }
}
