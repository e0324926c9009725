namespace Chronograph.Code;

/// <summary>Tells which project a file belongs to, and which usings and symbols its project sets.</summary>
/// <remarks>
/// A file belongs to the nearest project file at or above it. The property and the items of shared files
/// (Directory.Build.props and .targets) come from the nearest one, and from those above it as long as they import on.
/// What a file imports counts after it, as far as the path needs no evaluation.
/// </remarks>
internal sealed class ProjectMap
{
    private readonly Dictionary<string, ProjectFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _projects = [];
    private readonly Dictionary<string, List<string>> _shared = [];
    private readonly Dictionary<string, string> _folders = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _constants = [];

    /// <param name="files">Path from the top → content, for every project file and shared file.</param>
    public ProjectMap(IEnumerable<KeyValuePair<string, ProjectFile>> files)
    {
        foreach (var (path, file) in files.OrderBy(static file => file.Key, StringComparer.Ordinal))
        {
            _files[path] = file;
            var folder = FolderOf(path);
            if (ProjectFile.IsProject(path))
                Put(_projects, folder, path);
            else if (ProjectFile.IsShared(path[folder.Length..]))
                Put(_shared, folder, path);
        }
    }

    /// <summary>The folder of the project that a file belongs to; the top where there is no project.</summary>
    public string ProjectFolder(string path)
    {
        var folder = FolderOf(path);
        if (_folders.TryGetValue(folder, out var project))
            return project;
        project = Upwards(folder).FirstOrDefault(_projects.ContainsKey) ?? "";
        return _folders[folder] = project;
    }

    /// <summary>The usings that the project files set, before the global usings of its sources.</summary>
    public ISet<string> Usings(string projectFolder)
    {
        var projects = _projects.GetValueOrDefault(projectFolder) ?? [];
        var chain = WithImports(projects.Concat(SharedAbove(projectFolder)));
        var usings = new SortedSet<string>(StringComparer.Ordinal);
        if (chain.Select(static file => file.ImplicitUsings).FirstOrDefault(static on => on is not null) ?? chain.Count == 0)
            usings.UnionWith(ImplicitUsings.Of(projects.Count > 0 ? _files[projects[0]].Sdk : ""));
        for (var i = chain.Count - 1; i >= 0; i--)
        {
            usings.UnionWith(chain[i].Usings);
            usings.ExceptWith(chain[i].Removed);
        }

        return usings;
    }

    /// <summary>The <c>#if</c> symbols that the project files define; distinct, in ordinal order.</summary>
    public IReadOnlyList<string> Constants(string projectFolder) => _constants.TryGetValue(projectFolder, out var constants)
        ? constants
        : _constants[projectFolder] = FindConstants(projectFolder);

    /// <summary>In the order in which a build reads the files: imports first, shared files from the top down.</summary>
    private IReadOnlyList<string> FindConstants(string projectFolder)
    {
        var projects = _projects.GetValueOrDefault(projectFolder) ?? [];
        var shared = SharedAbove(projectFolder).ToLookup(static path => path.EndsWith(".targets", StringComparison.OrdinalIgnoreCase));
        return ProjectConstants.Of([.. projects.Select(path => InReadingOrder([path]))], InReadingOrder(shared[false]), InReadingOrder(shared[true]));
    }

    private List<ProjectFile> InReadingOrder(IEnumerable<string> paths)
    {
        var files = WithImports(paths);
        files.Reverse();
        return files;
    }

    private List<ProjectFile> WithImports(IEnumerable<string> paths)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var files = new List<ProjectFile>();
        var pending = new Stack<string>(paths.Reverse());
        while (pending.TryPop(out var path))
        {
            if (!seen.Add(path) || !_files.TryGetValue(path, out var file))
                continue;
            files.Add(file);
            foreach (var import in file.ImportedPaths(FolderOf(path)).Reverse())
                pending.Push(import);
        }

        return files;
    }

    private IEnumerable<string> SharedAbove(string folder)
    {
        foreach (var parent in Upwards(folder))
        {
            if (!_shared.TryGetValue(parent, out var files))
                continue;
            foreach (var file in files)
                yield return file;
            if (!files.Any(file => _files[file].ImportsParent))
                yield break;
        }
    }

    private static void Put(Dictionary<string, List<string>> map, string folder, string path)
    {
        if (!map.TryGetValue(folder, out var list))
            map[folder] = list = [];
        list.Add(path);
    }

    private static string FolderOf(string path) => path[..(path.LastIndexOf('/') + 1)];

    private static IEnumerable<string> Upwards(string folder)
    {
        for (; folder.Length > 0; folder = folder[..(folder.TrimEnd('/').LastIndexOf('/') + 1)])
            yield return folder;
        yield return "";
    }
}
