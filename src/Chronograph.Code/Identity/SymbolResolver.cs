using Microsoft.CodeAnalysis;

namespace Chronograph.Code;

/// <summary>Turns symbols into ids, as seen from one file. For one thread.</summary>
/// <remarks>
/// All projects share one compilation, so one symbol may be declared several times by files that never meet in a build
/// (a Program in each tool, a polyfill in each library). The declaration nearest in the folder tree is meant.
/// </remarks>
internal sealed class SymbolResolver(
    string file, IReadOnlyDictionary<string, SourceFile> files, PartialIndex partials, ExternalSymbols externals)
{
    private readonly Dictionary<ISymbol, Target?> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>The node a symbol stands for, or <see langword="null"/> for what has no node: locals, type parameters, implicit members.</summary>
    public Target? Resolve(ISymbol symbol)
    {
        if (Definition(symbol) is not { } definition)
            return null;
        if (_known.TryGetValue(definition, out var target))
            return target;
        return _known[definition] = Find(definition);
    }

    /// <summary>The node for a type name that is bound to nothing.</summary>
    public Target Unresolved(string name) => externals.Unresolved(name);

    /// <summary>The declaration of a symbol that is nearest to the file.</summary>
    public Declaration? NearestDeclaration(ISymbol definition)
    {
        Declaration? nearest = null;
        foreach (var reference in definition.DeclaringSyntaxReferences)
        {
            if (DeclarationAt(reference, definition) is { } declaration && IsNearer(declaration, nearest))
                nearest = declaration;
        }

        return nearest;
    }

    /// <summary>What is declared at a place in the source, as long as it is a node of its own.</summary>
    public Declaration? DeclarationAt(SyntaxReference reference, ISymbol symbol)
    {
        if (!files.TryGetValue(reference.SyntaxTree.FilePath, out var source))
            return null;
        var isConstructor = symbol is IMethodSymbol { MethodKind: MethodKind.Constructor };
        return (isConstructor ? source.Outline.At(reference.Span, isPrimaryConstructor: true) : null) ?? source.Outline.At(reference.Span);
    }

    private Target? Find(ISymbol definition)
    {
        if (definition.IsImplicitlyDeclared || definition.ContainingAssembly is null)
            return null;
        if (definition.DeclaringSyntaxReferences.IsEmpty)
            return definition.ContainingAssembly is ISourceAssemblySymbol ? null : externals.Of(definition);
        return NearestDeclaration(definition) is { } declaration ? new Target(partials.IdOf(declaration)) : null;
    }

    private bool IsNearer(Declaration candidate, Declaration? best) =>
        best is null || Proximity.Between(file, candidate.File).CompareTo(Proximity.Between(file, best.File)) < 0;

    /// <summary>The declared form of a symbol: not constructed, not reduced, and the property instead of its accessor.</summary>
    private static ISymbol? Definition(ISymbol symbol) => symbol switch
    {
        IAliasSymbol alias => Definition(alias.Target),
        INamedTypeSymbol { IsAnonymousType: true } or INamedTypeSymbol { IsTupleType: true } => null,
        INamedTypeSymbol { TypeKind: TypeKind.Error } => null,
        INamedTypeSymbol type => type.OriginalDefinition,
        IMethodSymbol method => Definition(method),
        IFieldSymbol { ContainingType.IsTupleType: true } => null,
        IFieldSymbol field => field.AssociatedSymbol is { } associated ? Definition(associated) : field.OriginalDefinition,
        IPropertySymbol { ContainingType.IsAnonymousType: true } => null,
        IPropertySymbol or IEventSymbol => symbol.OriginalDefinition,
        _ => null,
    };

    private static ISymbol? Definition(IMethodSymbol method) => method.MethodKind switch
    {
        MethodKind.LocalFunction or MethodKind.AnonymousFunction or MethodKind.BuiltinOperator or MethodKind.DelegateInvoke => null,
        _ when method.AssociatedSymbol is { } associated => Definition(associated),
        _ when method.IsImplicitlyDeclared && ExtensionMember(method.OriginalDefinition) is { } member => Definition(member),
        _ => (method.ReducedFrom ?? method).OriginalDefinition,
    };

    /// <summary>What an extension block declares, for the static method that the compiler makes of it.</summary>
    private static IMethodSymbol? ExtensionMember(IMethodSymbol implementation) => implementation.ContainingType?.GetTypeMembers()
        .Where(static type => type.IsExtension)
        .SelectMany(static type => type.GetMembers())
        .OfType<IMethodSymbol>()
        .FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(member.AssociatedExtensionImplementation, implementation));
}
