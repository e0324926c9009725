using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chronograph.Code;

/// <summary>Who may see a declaration, and its other modifiers as written.</summary>
/// <param name="Accessibility">As written, or what the language gives where nothing is written.</param>
/// <param name="IsWritten">Whether the accessibility is written.</param>
/// <param name="Others">The other modifiers, in the order of the text.</param>
internal readonly record struct DeclaredModifiers(string Accessibility, bool IsWritten, string Others)
{
    public static DeclaredModifiers Of(SyntaxNode node, SyntaxTokenList modifiers)
    {
        var access = string.Join(' ', modifiers.Where(IsAccess).Select(static m => m.Text));
        var others = string.Join(' ', modifiers.Where(static m => !IsAccess(m)).Select(static m => m.Text));
        return new DeclaredModifiers(access.Length > 0 ? access : Default(node), access.Length > 0, others);
    }

    private static bool IsAccess(SyntaxToken modifier) => modifier.Kind()
        is SyntaxKind.PublicKeyword or SyntaxKind.PrivateKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.InternalKeyword or SyntaxKind.FileKeyword;

    private static string Default(SyntaxNode node)
    {
        var parent = node.Ancestors().FirstOrDefault(static ancestor => ancestor is BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax);
        return node switch
        {
            EnumMemberDeclarationSyntax or ParameterSyntax => "public",
            _ when parent is InterfaceDeclarationSyntax => "public",
            _ when parent is BaseTypeDeclarationSyntax => "private",
            _ => "internal",
        };
    }
}
