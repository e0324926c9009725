using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Chronograph.Code;

/// <summary>Writes syntax with the spaces that are needed and no others, so that layout and comments leave no trace.</summary>
internal static class SyntaxText
{
    public static string Of(SyntaxNode? node)
    {
        if (node is null)
            return "";
        var only = node.GetFirstToken();
        if (only == node.GetLastToken())
            return only.Text;
        var text = new StringBuilder();
        Append(text, node);
        return text.ToString();
    }

    public static void Append(StringBuilder text, SyntaxNode node)
    {
        foreach (var token in node.DescendantTokens())
            Append(text, token);
    }

    public static void Append(StringBuilder text, SyntaxToken token)
    {
        if (token.Span.Length == 0)
            return;
        if (text.Length > 0 && NeedsSpace(text[^1], token))
            text.Append(' ');
        text.Append(token.Text);
    }

    private static bool NeedsSpace(char before, SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.EqualsToken or SyntaxKind.EqualsGreaterThanToken or SyntaxKind.ColonToken => true,
        _ when before is ',' or '=' or ':' => !token.IsKind(SyntaxKind.ColonColonToken) && !EndsQualifier(before, token),
        _ => StartsWord(token.Text[0]) && EndsWord(before),
    };

    /// <summary>What follows <c>global::</c> is not set off.</summary>
    private static bool EndsQualifier(char before, SyntaxToken token) =>
        before == ':' && token.GetPreviousToken().IsKind(SyntaxKind.ColonColonToken);

    private static bool StartsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '@' or '"' or '$' or '\'';

    private static bool EndsWord(char c) => StartsWord(c) || c is '>' or ']' or '?' or ')' or '*' or '}';
}
