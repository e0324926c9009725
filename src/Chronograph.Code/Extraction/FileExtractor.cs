using Microsoft.CodeAnalysis;

namespace Chronograph.Code;

/// <summary>Binds one file and says what it contributes to the graph.</summary>
/// <remarks>
/// Reads the sources, the partial index and the compilation and changes none of them, so files are extracted in parallel.
/// </remarks>
internal sealed class FileExtractor(
    Compilation compilation, IReadOnlyDictionary<string, SourceFile> files, PartialIndex partials, ExternalSymbols externals)
{
    public FileContribution Extract(SourceFile file, PhaseClock clock)
    {
        var owners = new Dictionary<Declaration, Owner>();
        foreach (var declaration in file.Outline.Declarations)
            owners.Add(declaration, new Owner(partials.IdOf(declaration), declaration));
        var edges = Bind(file, owners, clock);
        string IdOf(Declaration declaration) => owners[declaration].Id;
        return new FileContribution(
            [.. DeclaredNodes.Nodes(file, IdOf), .. edges.Externals],
            [.. DeclaredNodes.Contains(file, IdOf), .. edges.Edges],
            [.. file.Outline.Declarations.Select(declaration => owners[declaration].Meaning)]);
    }

    private EdgeCollector Bind(SourceFile file, Dictionary<Declaration, Owner> owners, PhaseClock clock)
    {
        var tree = file.Tree.Tree;
        var root = tree.GetRoot();
        var edges = new EdgeCollector();
        var bound = new BoundFile(compilation, tree, clock);
        var resolver = new SymbolResolver(file.Path, files, partials, externals);
        var uses = new UseReader(file.Path, bound, resolver, edges);
        var owner = new Owner(SemanticIds.File(file.Path), null);
        new ReferenceWalker(file.Outline, uses, declaration => owners[declaration]).Walk(root, owner, Region.Surface);
        new MemberRelations(file, bound, resolver, edges, declaration => owners[declaration]).Read(root);
        return edges;
    }
}
