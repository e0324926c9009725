using Chronograph.Graph;

namespace Chronograph.Code;

/// <summary>Makes the nodes of a file's declarations and the edges of containment, from the outline alone.</summary>
internal static class DeclaredNodes
{
    public static IEnumerable<NodeContribution> Nodes(SourceFile file, Func<Declaration, string> idOf)
    {
        yield return new(new Node(
            SemanticIds.File(file.Path), NodeTypes.File, SemanticIds.FileName(file.Path), file.Path,
            file.Outline.ContentHash, NodeMetadata.OfFile(file.Outline.LineCount)));
        foreach (var name in file.Outline.Namespaces)
        {
            var id = SemanticIds.Namespace(name);
            yield return new(new Node(id, NodeTypes.Namespace, name[(name.LastIndexOf('.') + 1)..], "", ContentHasher.Of(id)));
        }

        foreach (var declaration in file.Outline.Declarations)
            yield return declaration.IsPartial ? Part(declaration, idOf(declaration)) : Whole(declaration, idOf(declaration));
    }

    public static IEnumerable<EdgeKey> Contains(SourceFile file, Func<Declaration, string> idOf)
    {
        foreach (var name in file.Outline.Namespaces)
        {
            if (name.LastIndexOf('.') is > 0 and var dot)
                yield return new(SemanticIds.Namespace(name[..dot]), EdgeTypes.Contains, SemanticIds.Namespace(name));
        }

        foreach (var declaration in file.Outline.Declarations)
        {
            var id = idOf(declaration);
            if (declaration.Container is { } container)
            {
                yield return new(idOf(container), EdgeTypes.Contains, id);
                continue;
            }

            yield return new(SemanticIds.File(file.Path), EdgeTypes.Contains, id);
            if (declaration.Namespace.Length > 0)
                yield return new(SemanticIds.Namespace(declaration.Namespace), EdgeTypes.Contains, id);
        }
    }

    private static NodeContribution Whole(Declaration declaration, string id) => new(new Node(
        id, declaration.Type, declaration.Name, declaration.File, declaration.ContentHash,
        NodeMetadata.OfDeclaration(declaration.Lines, declaration.Accessibility, declaration.Modifiers, declaration.Signature)));

    private static NodeContribution Part(Declaration declaration, string id) => new(
        new Node(id, declaration.Type, declaration.Name, id[..^declaration.Key.Length]),
        new PartialPart(
            declaration.File, declaration.Lines, declaration.ContentHash, declaration.Accessibility,
            declaration.HasOwnAccessibility, declaration.Modifiers, declaration.Signature));
}
