using Chronograph.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chronograph.Code;

/// <summary>Finds which members override or implement which.</summary>
/// <remarks>
/// A member implements one of an interface when its own type lists that interface. A member that happens to serve a
/// derived type's interface does not depend on it and gets no edge.
/// </remarks>
internal sealed class MemberRelations(SourceFile file, BoundFile bound, SymbolResolver resolver, EdgeCollector edges, Func<Declaration, Owner> owners)
{
    public void Read(SyntaxNode root)
    {
        foreach (var type in root.DescendantNodes(static node => node is not (BlockSyntax or StatementSyntax or ExpressionSyntax)).OfType<TypeDeclarationSyntax>())
        {
            if (type is not ExtensionBlockDeclarationSyntax && MayRelate(type) && bound.Type(type) is { } symbol)
                Read(symbol);
        }
    }

    /// <summary>A part of a partial type may have its bases elsewhere.</summary>
    private static bool MayRelate(TypeDeclarationSyntax type) =>
        type.BaseList is not null || type.Modifiers.Any(Microsoft.CodeAnalysis.CSharp.SyntaxKind.PartialKeyword)
        || type.Members.Any(static member => member.Modifiers.Any(Microsoft.CodeAnalysis.CSharp.SyntaxKind.OverrideKeyword));

    private void Read(INamedTypeSymbol type)
    {
        var interfaces = type.TypeKind == TypeKind.Interface ? null : InterfaceMembers(type);
        foreach (var member in type.GetMembers())
        {
            if (DeclarationHere(member) is not { } declaration)
                continue;
            var id = owners(declaration).Id;
            AddOverridden(id, member);
            foreach (var implemented in Explicit(member))
                Add(id, EdgeTypes.Implements, implemented);
            if (interfaces is null)
                continue;
            foreach (var candidate in interfaces[member.Name])
            {
                if (SymbolEqualityComparer.Default.Equals(bound.Implementation(type, candidate), member))
                    Add(id, EdgeTypes.Implements, candidate);
            }
        }
    }

    private Declaration? DeclarationHere(ISymbol member)
    {
        if (member.IsImplicitlyDeclared || member is not (IMethodSymbol or IPropertySymbol or IEventSymbol))
            return null;
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            if (reference.SyntaxTree == file.Tree.Tree)
                return file.Outline.At(reference.Span);
        }

        return null;
    }

    private static ILookup<string, ISymbol> InterfaceMembers(INamedTypeSymbol type) => type.Interfaces
        .SelectMany(static listed => listed.AllInterfaces.Append(listed))
        .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
        .SelectMany(static listed => listed.GetMembers())
        .Where(static member => member is IMethodSymbol { AssociatedSymbol: null } or IPropertySymbol or IEventSymbol)
        .ToLookup(static member => member.Name);

    private void AddOverridden(string id, ISymbol member)
    {
        var overridden = member switch
        {
            IMethodSymbol method => method.OverriddenMethod,
            IPropertySymbol property => property.OverriddenProperty,
            IEventSymbol declared => (ISymbol?)declared.OverriddenEvent,
            _ => null,
        };
        if (overridden is not null)
            Add(id, EdgeTypes.Overrides, overridden);
    }

    private static IEnumerable<ISymbol> Explicit(ISymbol member) => member switch
    {
        IMethodSymbol method => method.ExplicitInterfaceImplementations,
        IPropertySymbol property => property.ExplicitInterfaceImplementations,
        IEventSymbol declared => declared.ExplicitInterfaceImplementations,
        _ => [],
    };

    private void Add(string id, string type, ISymbol symbol)
    {
        if (resolver.Resolve(symbol) is { } target)
            edges.Add(id, type, target);
    }
}
