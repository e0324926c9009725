using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chronograph.Code;

/// <summary>Fills in a <see cref="Declaration"/> from its syntax.</summary>
internal static class DeclarationFactory
{
    public static Declaration Create(
        SyntaxNode node, DeclaredName name, Scope scope, string path, ParameterListSyntax? head, InjectedTree tree, string key)
    {
        var modifiers = head is null ? DeclaredModifiers.Of(node, ModifiersOf(node)) : new DeclaredModifiers("public", false, "");
        return new Declaration
        {
            Type = name.Type,
            Role = RoleOf(node, name),
            Name = name.Simple,
            Key = key,
            File = path,
            IsPartial = head is null && IsPartial(node),
            IsExtension = IsExtension(node),
            IsConstant = node is EnumMemberDeclarationSyntax || ModifiersOf(node).Any(SyntaxKind.ConstKeyword),
            Container = scope.Container,
            Namespace = scope.Namespace,
            Span = node.Span,
            IsPrimaryConstructor = head is not null,
            Lines = tree.LinesOf(head?.Span ?? Whole(node).Span),
            Accessibility = modifiers.Accessibility,
            HasOwnAccessibility = modifiers.IsWritten,
            Modifiers = modifiers.Others,
            Signature = Signature(node, head),
            FurtherNames = head is null ? [] : [.. head.Parameters.Select(static p => p.Identifier.ValueText)],
        };
    }

    public static bool IsPartial(SyntaxNode node) =>
        node is not VariableDeclaratorSyntax && ModifiersOf(node).Any(SyntaxKind.PartialKeyword);

    private static bool IsExtension(SyntaxNode node) =>
        node.Parent is ExtensionBlockDeclarationSyntax
        || node is MethodDeclarationSyntax { ParameterList.Parameters: [var first, ..] } && first.Modifiers.Any(SyntaxKind.ThisKeyword);

    private static DeclarationRole RoleOf(SyntaxNode node, DeclaredName name) => node switch
    {
        _ when name.Type == NodeTypes.Constructor => DeclarationRole.Constructor,
        BaseTypeDeclarationSyntax or DelegateDeclarationSyntax => DeclarationRole.Type,
        OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax or IndexerDeclarationSyntax => DeclarationRole.Nameless,
        _ => DeclarationRole.Member,
    };

    private static SyntaxTokenList ModifiersOf(SyntaxNode node) => Whole(node) switch
    {
        MemberDeclarationSyntax member => member.Modifiers,
        _ => default,
    };

    /// <summary>A field's declarator speaks through the whole declaration.</summary>
    private static SyntaxNode Whole(SyntaxNode node) =>
        node is VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax { Declaration.Variables.Count: 1 } field } ? field
        : node is VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax several } ? several
        : node;

    private static string Signature(SyntaxNode node, ParameterListSyntax? head)
    {
        if (head is not null)
            return SyntaxText.Of(head);
        var text = new StringBuilder();
        foreach (var part in SignatureParts(node))
        {
            if (part.AsNode() is { } child)
                SyntaxText.Append(text, child);
            else
                SyntaxText.Append(text, part.AsToken());
        }

        return text.ToString();
    }

    private static IEnumerable<SyntaxNodeOrToken> SignatureParts(SyntaxNode node) => node switch
    {
        BaseTypeDeclarationSyntax or EnumMemberDeclarationSyntax or GlobalStatementSyntax => [],
        ParameterSyntax parameter => Present(parameter.Type, parameter.Identifier),
        VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } variable =>
            Present(declaration.Type, variable.Identifier),
        _ => node.ChildNodesAndTokens().Where(static part => !IsOutside(part)),
    };

    private static IEnumerable<SyntaxNodeOrToken> Present(SyntaxNode? type, SyntaxToken identifier) =>
        type is null ? [identifier] : [type, identifier];

    /// <summary>Attributes, modifiers, bodies and initialisers are told elsewhere or not at all.</summary>
    private static bool IsOutside(SyntaxNodeOrToken part) => part.AsNode() switch
    {
        AttributeListSyntax or BlockSyntax or ArrowExpressionClauseSyntax or ConstructorInitializerSyntax
            or EqualsValueClauseSyntax or AccessorListSyntax => true,
        null => part.IsKind(SyntaxKind.SemicolonToken) || (IsModifier(part) && part.Parent is not null),
        _ => false,
    };

    private static bool IsModifier(SyntaxNodeOrToken part) =>
        part.Parent is MemberDeclarationSyntax member && member.Modifiers.Contains(part.AsToken());
}
