namespace Chronograph.Code;

/// <summary>A file ready to be bound: parsed, with the usings of its project, outlined.</summary>
/// <param name="Parsed">The file as it stands.</param>
/// <param name="Project">The usings that were added.</param>
/// <param name="Tree">The tree that takes part in the compilation.</param>
/// <param name="Outline">What it declares and mentions.</param>
internal sealed record SourceFile(ParsedFile Parsed, ProjectSettings Project, InjectedTree Tree, FileOutline Outline)
{
    public string Path => Parsed.Path;

    public static SourceFile Prepare(ParsedFile parsed, ProjectSettings project)
    {
        var tree = UsingInjection.Inject(parsed, project);
        return new SourceFile(parsed, project, tree, OutlineReader.Read(parsed.Path, tree));
    }
}
