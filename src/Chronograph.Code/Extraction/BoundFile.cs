using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chronograph.Code;

/// <summary>Asks the semantic model of one file, and counts the time that it takes. For one thread.</summary>
internal sealed class BoundFile(Compilation compilation, SyntaxTree tree, PhaseClock clock)
{
    private readonly SemanticModel _model = compilation.GetSemanticModel(tree);

    public SymbolInfo Symbol(SyntaxNode node)
    {
        using var _ = clock.Binding();
        return _model.GetSymbolInfo(node);
    }

    public SymbolInfo Operation(QueryClauseSyntax clause)
    {
        using var _ = clock.Binding();
        return _model.GetQueryClauseInfo(clause).OperationInfo;
    }

    /// <summary>The type that a declaration declares, with its members and interfaces at hand.</summary>
    public INamedTypeSymbol? Type(SyntaxNode declaration)
    {
        using var _ = clock.Binding();
        if (_model.GetDeclaredSymbol(declaration) is not INamedTypeSymbol type)
            return null;
        type.GetMembers();
        return type;
    }

    /// <summary>The member of a type, or of its bases, that stands in for an interface member.</summary>
    public ISymbol? Implementation(INamedTypeSymbol type, ISymbol interfaceMember)
    {
        using var _ = clock.Binding();
        return type.FindImplementationForInterfaceMember(interfaceMember);
    }
}
