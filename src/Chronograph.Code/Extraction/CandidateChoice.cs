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
    public static ISymbol? Choose(SymbolInfo info, SymbolResolver resolver, string file, int? arguments = null)
    {
        if (info.Symbol is { } symbol)
            return symbol;
        var candidates = Acceptable(info);
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
            or CandidateReason.NotAnAttributeType or CandidateReason.NotAValue or CandidateReason.NotAnEvent => info.CandidateSymbols,
        CandidateReason.Inaccessible => info.CandidateSymbols.RemoveAll(static symbol => symbol.DeclaringSyntaxReferences.IsEmpty),
        _ => [],
    };

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
