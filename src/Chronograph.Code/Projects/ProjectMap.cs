namespace Chronograph.Code;

/// <summary>Tells which project a file belongs to, and which usings its project sets.</summary>
/// <remarks>
/// A file belongs to the nearest project file at or above it. The property and the items of shared files
/// (Directory.Build.props and .targets) come from the nearest one, and from those above it as long as they import on.
/// </remarks>
internal sealed class ProjectMap
{
    private readonly Dictionary<string, List<ProjectFile>> _projects = [];
    private readonly Dictionary<string, List<ProjectFile>> _shared = [];
    private readonly Dictionary<string, string> _folders = [];

    /// <param name="files">Path from the top → content, for every project file and shared file.</param>
    public ProjectMap(IEnumerable<KeyValuePair<string, ProjectFile>> files)
    {
        foreach (var (path, file) in files.OrderBy(static file => file.Key, StringComparer.Ordinal))
        {
            var folder = path[..(path.LastIndexOf('/') + 1)];
            var map = ProjectFile.IsProject(path) ? _projects : _shared;
            if (!map.TryGetValue(folder, out var list))
                map[folder] = list = [];
            list.Add(file);
        }
    }

    /// <summary>The folder of the project that a file belongs to; the top where there is no project.</summary>
    public string ProjectFolder(string path)
    {
        var folder = path[..(path.LastIndexOf('/') + 1)];
        if (_folders.TryGetValue(folder, out var project))
            return project;
        project = Upwards(folder).FirstOrDefault(_projects.ContainsKey) ?? "";
        return _folders[folder] = project;
    }

    /// <summary>The usings that the project files set, before the global usings of its sources.</summary>
    public ISet<string> Usings(string projectFolder)
    {
        var projects = _projects.GetValueOrDefault(projectFolder) ?? [];
        List<ProjectFile> chain = [.. projects, .. SharedAbove(projectFolder)];
        var usings = new SortedSet<string>(StringComparer.Ordinal);
        if (chain.Select(static file => file.ImplicitUsings).FirstOrDefault(static on => on is not null) ?? chain.Count == 0)
            usings.UnionWith(ImplicitUsings.Of(projects.FirstOrDefault()?.Sdk ?? ""));
        for (var i = chain.Count - 1; i >= 0; i--)
        {
            usings.UnionWith(chain[i].Usings);
            usings.ExceptWith(chain[i].Removed);
        }

        return usings;
    }

    private IEnumerable<ProjectFile> SharedAbove(string folder)
    {
        foreach (var parent in Upwards(folder))
        {
            if (!_shared.TryGetValue(parent, out var files))
                continue;
            foreach (var file in files)
                yield return file;
            if (!files.Any(static file => file.ImportsParent))
                yield break;
        }
    }

    private static IEnumerable<string> Upwards(string folder)
    {
        for (; folder.Length > 0; folder = folder[..(folder.TrimEnd('/').LastIndexOf('/') + 1)])
            yield return folder;
        yield return "";
    }
}
