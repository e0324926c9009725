using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chronograph.Code;

/// <summary>What a name is used for, told from the syntax around it.</summary>
/// <param name="Outer">The whole qualified name that the name is the last part of, or the name itself.</param>
internal readonly record struct NameContext(SyntaxNode Outer)
{
    public static NameContext Of(SimpleNameSyntax name)
    {
        SyntaxNode outer = name;
        while (outer.Parent is QualifiedNameSyntax qualified && qualified.Right == outer
            || outer.Parent is AliasQualifiedNameSyntax alias && alias.Name == outer)
        {
            outer = outer.Parent;
        }

        return new NameContext(outer);
    }

    public bool IsCreated => Outer.Parent is ObjectCreationExpressionSyntax creation && creation.Type == Outer;

    public bool IsAttribute => Outer.Parent is AttributeSyntax;

    public bool IsBase => Outer.Parent is BaseTypeSyntax;

    /// <summary>Whether only a type can stand here, and not just the qualifier of one.</summary>
    public bool IsTypeOnly => Outer is ExpressionSyntax expression
        && (IsAttribute || SyntaxFacts.IsInTypeOnlyContext(expression))
        && Outer.Parent is not (QualifiedNameSyntax or ExplicitInterfaceSpecifierSyntax);

    /// <summary>Whether an unbound name is still known for what it is: a type parameter around it, or a word of a constraint.</summary>
    public static bool IsNoType(SimpleNameSyntax name)
    {
        var text = name.Identifier.ValueText;
        return (name.Parent is TypeConstraintSyntax && text is ("notnull" or "unmanaged"))
            || name.Ancestors().Any(ancestor => TypeParameters(ancestor)?.Parameters.Any(p => p.Identifier.ValueText == text) == true);
    }

    /// <summary>The call whose method the name is, or <see langword="null"/>.</summary>
    public InvocationExpressionSyntax? Call => CalledExpression is { Parent: InvocationExpressionSyntax call } called && call.Expression == called
        ? call
        : null;

    private SyntaxNode CalledExpression => Outer.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == Outer => access,
        MemberBindingExpressionSyntax binding => binding,
        _ => Outer,
    };

    private static TypeParameterListSyntax? TypeParameters(SyntaxNode node) => node switch
    {
        TypeDeclarationSyntax type => type.TypeParameterList,
        MethodDeclarationSyntax method => method.TypeParameterList,
        DelegateDeclarationSyntax type => type.TypeParameterList,
        LocalFunctionStatementSyntax function => function.TypeParameterList,
        _ => null,
    };
}
