using System.Collections.Concurrent;
using Chronograph.Graph;
using Microsoft.CodeAnalysis;

namespace Chronograph.Code;

/// <summary>Makes the nodes for what is used but not declared in the source. Safe for many threads.</summary>
internal sealed class ExternalSymbols
{
    private static readonly SymbolDisplayFormat TypeFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters);

    private static readonly SymbolDisplayFormat MemberFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private readonly ConcurrentDictionary<ISymbol, Target> _known = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<string, Target> _unresolved = new(StringComparer.Ordinal);

    /// <summary>The node of a symbol from metadata.</summary>
    public Target Of(ISymbol definition) => _known.TryGetValue(definition, out var target)
        ? target
        : _known.GetOrAdd(definition, static symbol => Create(FullName(symbol), NameOf(symbol), KindOf(symbol), symbol.ContainingAssembly?.Name ?? ""));

    /// <summary>The node of a type that is written but not found.</summary>
    /// <param name="name">The name as written, its type arguments replaced by commas: <c>ILogger&lt;></c>.</param>
    public Target Unresolved(string name) =>
        _unresolved.GetOrAdd(name, static name => Create(name, name.Split('<')[0], "unresolved", ""));

    private static Target Create(string fullName, string name, string kind, string assembly)
    {
        var id = SemanticIds.External(fullName);
        var node = new Node(id, NodeTypes.External, name, "", ContentHasher.Of(id), NodeMetadata.OfExternal(kind, assembly));
        return new Target(id, new NodeContribution(node));
    }

    private static string FullName(ISymbol symbol) => symbol is INamedTypeSymbol || symbol.ContainingType is null
        ? symbol.ToDisplayString(TypeFormat)
        : $"{symbol.ContainingType.ToDisplayString(TypeFormat)}.{symbol.ToDisplayString(MemberFormat)}";

    private static string NameOf(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } => ".ctor",
        IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator or MethodKind.Conversion } => symbol.ToDisplayString(
            MemberFormat.RemoveMemberOptions(SymbolDisplayMemberOptions.IncludeParameters)),
        IPropertySymbol { IsIndexer: true } => "this[]",
        _ => symbol.Name,
    };

    private static string KindOf(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol { IsRecord: true } => "record",
        INamedTypeSymbol type => type.TypeKind switch
        {
            TypeKind.Interface => "interface",
            TypeKind.Struct => "struct",
            TypeKind.Enum => "enum",
            TypeKind.Delegate => "delegate",
            _ => "class",
        },
        IMethodSymbol { MethodKind: MethodKind.Constructor } => "constructor",
        IMethodSymbol => "method",
        IPropertySymbol => "property",
        IFieldSymbol => "field",
        IEventSymbol => "event",
        _ => "unknown",
    };
}
