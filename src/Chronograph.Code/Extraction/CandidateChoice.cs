using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Chronograph.Code;

/// <summary>Chooses what is meant when the compiler found a symbol, or several and could not decide.</summary>
/// <remarks>
/// Source that does not compile here (a package is missing, two projects declare one name) still says what it means most
/// of the time. The choice depends on the symbols alone, never on the order in which they were found.
/// </remarks>
internal static class CandidateChoice
{
    public static ISymbol? Choose(SymbolInfo info, SymbolResolver resolver, string file, int? arguments = null) =>
        info.Symbol ?? Choose(Acceptable(info), resolver, file, arguments);

    /// <summary>What an attribute means: its type or constructor, never a class of that name that is no attribute.</summary>
    /// <param name="arity">How many type arguments are written.</param>
    public static ISymbol? ChooseAttribute(SymbolInfo info, SymbolResolver resolver, string file, int arity, int arguments) =>
        info.Symbol ?? Choose(info.CandidateSymbols.RemoveAll(symbol => !IsAttribute(symbol, arity)), resolver, file, arguments);

    private static ISymbol? Choose(ImmutableArray<ISymbol> candidates, SymbolResolver resolver, string file, int? arguments)
    {
        if (candidates.IsEmpty)
            return null;
        return candidates.Length == 1
            ? candidates[0]
            : candidates
                .Select(candidate => (Symbol: candidate, Target: resolver.Resolve(candidate)))
                .Where(static choice => choice.Target is not null)
                .OrderBy(choice => arguments is { } count && !Takes(choice.Symbol, count))
                .ThenBy(choice => resolver.NearestDeclaration(choice.Symbol.OriginalDefinition) is { } declared
                    ? Proximity.Between(file, declared.File)
                    : new Proximity(-1, 0, ""))
                .ThenBy(static choice => choice.Target!.Id, StringComparer.Ordinal)
                .Select(static choice => choice.Symbol)
                .FirstOrDefault();
    }

    private static ImmutableArray<ISymbol> Acceptable(SymbolInfo info) => info.CandidateReason switch
    {
        CandidateReason.Ambiguous or CandidateReason.OverloadResolutionFailure or CandidateReason.MemberGroup
            or CandidateReason.LateBound or CandidateReason.StaticInstanceMismatch or CandidateReason.NotCreatable
            or CandidateReason.NotAValue or CandidateReason.NotAnEvent => info.CandidateSymbols,
        CandidateReason.Inaccessible => info.CandidateSymbols.RemoveAll(static symbol => symbol.DeclaringSyntaxReferences.IsEmpty),
        _ => [],
    };

    /// <summary>A base that is not found may be one, when the name says so.</summary>
    private static bool IsAttribute(ISymbol symbol, int arity)
    {
        if ((symbol as INamedTypeSymbol ?? symbol.ContainingType) is not { } type || type.Arity != arity)
            return false;
        for (var around = type.BaseType; around is not null; around = around.BaseType)
        {
            if (around is { Name: nameof(Attribute), ContainingNamespace: { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true } })
                return true;
            if (around.TypeKind == TypeKind.Error)
                return type.Name.EndsWith(nameof(Attribute), StringComparison.Ordinal);
        }

        return false;
    }

    private static bool Takes(ISymbol symbol, int count)
    {
        var parameters = symbol switch
        {
            IMethodSymbol method => method.Parameters,
            IPropertySymbol property => property.Parameters,
            _ => [],
        };
        var required = parameters.Count(static p => !p.IsOptional && !p.IsParams);
        return count >= required && (count <= parameters.Length || parameters.Any(static p => p.IsParams));
    }
}
