using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chronograph.Code;

/// <summary>Tells what one piece of syntax uses: calls, creates, inherits, refers to.</summary>
internal sealed class UseReader(string file, BoundFile bound, SymbolResolver resolver, EdgeCollector edges)
{
    public void Read(SyntaxNode node, Owner owner, Region region)
    {
        switch (node)
        {
            case SimpleNameSyntax name:
                ReadName(name, owner, region);
                break;
            case ObjectCreationExpressionSyntax or ConstructorInitializerSyntax:
                ReadConstructorCall(node, owner);
                break;
            case ImplicitObjectCreationExpressionSyntax:
                ReadTargetTypedCreation(node, owner);
                break;
            case ElementAccessExpressionSyntax or ElementBindingExpressionSyntax or ImplicitElementAccessSyntax:
                ReadIndexer(node, owner);
                break;
            case QueryClauseSyntax clause:
                AddCall(bound.Operation(clause).Symbol, owner);
                break;
            case SelectOrGroupClauseSyntax or OrderingSyntax:
                AddCall(bound.Symbol(node).Symbol, owner);
                break;
            default:
                if (MayCallOperator(node))
                    ReadOperator(node, owner);
                break;
        }
    }

    /// <summary>A constructor has a node only where the source declares it; the created type tells the rest.</summary>
    public void ReadConstructorCall(SyntaxNode node, Owner owner)
    {
        var symbol = CandidateChoice.Choose(bound.Symbol(node), resolver, file, ArgumentCount(node));
        if (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } && resolver.Resolve(symbol) is { External: null } target)
            edges.Add(owner.Id, EdgeTypes.Calls, target);
    }

    private void ReadTargetTypedCreation(SyntaxNode node, Owner owner)
    {
        var symbol = CandidateChoice.Choose(bound.Symbol(node), resolver, file, ArgumentCount(node));
        if (symbol is not IMethodSymbol { MethodKind: MethodKind.Constructor })
            return;
        if (resolver.Resolve(symbol.ContainingType) is { } type)
            edges.Add(owner.Id, EdgeTypes.Creates, type);
        if (resolver.Resolve(symbol) is { External: null } constructor)
            edges.Add(owner.Id, EdgeTypes.Calls, constructor);
    }

    private void ReadIndexer(SyntaxNode node, Owner owner)
    {
        var symbol = CandidateChoice.Choose(bound.Symbol(node), resolver, file, ArgumentCount(node));
        if (symbol is IPropertySymbol && resolver.Resolve(symbol) is { } target)
            edges.Add(owner.Id, EdgeTypes.References, target);
    }

    private void ReadOperator(SyntaxNode node, Owner owner)
    {
        if (bound.Symbol(node).Symbol is IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator or MethodKind.Conversion } method)
            AddCall(method, owner);
    }

    private void AddCall(ISymbol? symbol, Owner owner)
    {
        if (symbol is IMethodSymbol && resolver.Resolve(symbol) is { } target)
            edges.Add(owner.Id, EdgeTypes.Calls, target);
    }

    private void ReadName(SimpleNameSyntax name, Owner owner, Region region)
    {
        if (name.IsVar || name.Identifier.Span.Length == 0)
            return;
        var context = NameContext.Of(name);
        var symbol = context.IsAttribute
            ? CandidateChoice.ChooseAttribute(bound.Symbol(name), resolver, file, name.Arity, AttributeArguments(context))
            : CandidateChoice.Choose(bound.Symbol(name), resolver, file, context.Call?.ArgumentList.Arguments.Count);
        if (context.IsAttribute && symbol is IMethodSymbol constructor)
            symbol = constructor.ContainingType;
        var target = symbol is null or INamedTypeSymbol { TypeKind: TypeKind.Error }
            ? context.IsTypeOnly && !NameContext.IsNoType(name) ? resolver.Unresolved(WrittenName(name)) : null
            : resolver.Resolve(symbol);
        if (region == Region.Surface)
            owner.AddMeaning(target?.Id ?? symbol?.Kind.ToString() ?? "");
        if (target is not null)
            edges.Add(owner.Id, EdgeType(symbol, context, name, owner), target);
    }

    private static string EdgeType(ISymbol? symbol, NameContext context, SimpleNameSyntax name, Owner owner) =>
        context.IsCreated ? EdgeTypes.Creates
        : context.IsBase ? BaseEdge(symbol, name, context, owner)
        : symbol is IMethodSymbol && context.Call is not null ? EdgeTypes.Calls
        : EdgeTypes.References;

    /// <summary>An unknown base of a class counts as an interface when it is named like one or does not come first.</summary>
    private static string BaseEdge(ISymbol? symbol, SimpleNameSyntax name, NameContext context, Owner owner)
    {
        if (owner.Declaration?.Type == NodeTypes.Interface)
            return EdgeTypes.Inherits;
        if (symbol is INamedTypeSymbol { TypeKind: not TypeKind.Error } type)
            return type.TypeKind == TypeKind.Interface ? EdgeTypes.Implements : EdgeTypes.Inherits;
        var isFirst = context.Outer.Parent?.Parent is BaseListSyntax list && list.Types[0] == context.Outer.Parent;
        var text = name.Identifier.ValueText;
        var isNamedLikeInterface = text.Length > 1 && text[0] == 'I' && char.IsUpper(text[1]);
        return isFirst && !isNamedLikeInterface && owner.Declaration?.Type != NodeTypes.Struct ? EdgeTypes.Inherits : EdgeTypes.Implements;
    }

    private static string WrittenName(SimpleNameSyntax name) => name is GenericNameSyntax generic
        ? $"{name.Identifier.ValueText}<{new string(',', generic.Arity - 1)}>"
        : name.Identifier.ValueText;

    private static int? ArgumentCount(SyntaxNode node) => node switch
    {
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList?.Arguments.Count ?? 0,
        ConstructorInitializerSyntax initializer => initializer.ArgumentList.Arguments.Count,
        PrimaryConstructorBaseTypeSyntax called => called.ArgumentList.Arguments.Count,
        ElementAccessExpressionSyntax access => access.ArgumentList.Arguments.Count,
        _ => null,
    };

    private static int AttributeArguments(NameContext context) => context.Outer.Parent is AttributeSyntax { ArgumentList: { } list }
        ? list.Arguments.Count(static argument => argument.NameEquals is null)
        : 0;

    private static bool MayCallOperator(SyntaxNode node) => node switch
    {
        BinaryExpressionSyntax => !node.IsKind(SyntaxKind.IsExpression) && !node.IsKind(SyntaxKind.AsExpression) && !node.IsKind(SyntaxKind.CoalesceExpression),
        AssignmentExpressionSyntax => !node.IsKind(SyntaxKind.SimpleAssignmentExpression) && !node.IsKind(SyntaxKind.CoalesceAssignmentExpression),
        PrefixUnaryExpressionSyntax => !node.IsKind(SyntaxKind.IndexExpression) && !node.IsKind(SyntaxKind.AddressOfExpression),
        PostfixUnaryExpressionSyntax => !node.IsKind(SyntaxKind.SuppressNullableWarningExpression),
        CastExpressionSyntax => true,
        _ => false,
    };
}
