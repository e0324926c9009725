namespace Chronograph.Code;

/// <summary>Finds the <c>#if</c> symbols that project files define for the newest framework they target.</summary>
internal static class ProjectConstants
{
    /// <param name="projects">The projects of one folder, in order of their paths, each with its imports; the one with the newest framework counts.</param>
    /// <param name="props">The shared files that are read before the project, in that order.</param>
    /// <param name="targets">The shared files that are read after it, in that order.</param>
    /// <returns>Distinct, in ordinal order.</returns>
    public static IReadOnlyList<string> Of(
        IReadOnlyList<List<ProjectFile>> projects, IReadOnlyList<ProjectFile> props, IReadOnlyList<ProjectFile> targets)
    {
        var newest = Newest(projects.SelectMany(static files => files));
        var project = projects.FirstOrDefault(files => newest is not null && files.Any(file => file.Frameworks.Contains(newest)))
            ?? projects.FirstOrDefault()
            ?? [];
        var definitions = props.Concat(project).Concat(targets).SelectMany(static file => file.Constants).ToList();
        var framework = newest
            ?? Newest(props.Concat(targets))
            ?? TargetFramework.Newest(definitions.SelectMany(static d => d.Conditions).SelectMany(BuildCondition.Frameworks));
        var constants = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var definition in definitions)
            definition.ApplyTo(constants, framework);
        return [.. constants];
    }

    private static TargetFramework? Newest(IEnumerable<ProjectFile> files) =>
        TargetFramework.Newest(files.SelectMany(static file => file.Frameworks));
}
