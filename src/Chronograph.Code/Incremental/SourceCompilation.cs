using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Chronograph.Code;

/// <summary>The one compilation of the whole tree, kept up to date tree by tree.</summary>
/// <remarks>
/// Its trees always stand in the ordinal order of their paths: where source declares a thing twice, Roslyn lets the
/// order decide, and a version must not depend on the way that led to it.
/// </remarks>
internal sealed class SourceCompilation
{
    private const int WorthReplacing = 64;

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, concurrentBuild: true, metadataImportOptions: MetadataImportOptions.Public);

    /// <summary>All compilations grow from this one, and so share what was read of the framework.</summary>
    private static readonly CSharpCompilation Empty =
        CSharpCompilation.Create("source", references: FrameworkReferences.All, options: Options);

    public CSharpCompilation Current { get; private set; } = Empty;

    public void Apply(IReadOnlyList<FileChange> changes, IReadOnlyDictionary<string, SourceFile> files)
    {
        if (changes.Count > WorthReplacing || changes.Any(static change => change.Before is null))
        {
            Current = Current.RemoveAllSyntaxTrees().AddSyntaxTrees(
                files.Values.OrderBy(static file => file.Path, StringComparer.Ordinal).Select(static file => file.Tree.Tree));
            return;
        }

        foreach (var change in changes)
        {
            Current = change.After is { } after
                ? Current.ReplaceSyntaxTree(change.Before!.Tree.Tree, after.Tree.Tree)
                : Current.RemoveSyntaxTrees(change.Before!.Tree.Tree);
        }
    }
}
