using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Chronograph.Code;

/// <summary>A parsed file, before the usings of its project are added.</summary>
/// <param name="Path">The path that the graph shows.</param>
/// <param name="Fingerprint">Of the content.</param>
/// <param name="Text">The text.</param>
/// <param name="Root">The syntax as it stands in the file.</param>
/// <param name="GlobalUsings">What it adds to the usings of its project.</param>
internal sealed record ParsedFile(
    string Path, UInt128 Fingerprint, SourceText Text, CompilationUnitSyntax Root, IReadOnlyList<string> GlobalUsings)
{
    public static ParsedFile Parse(string path, SourceContent content)
    {
        var text = SourceText.From(content.Text);
        var tree = CSharpSyntaxTree.ParseText(text, ParseSettings.Options, path);
        var root = (CompilationUnitSyntax)tree.GetRoot();
        return new ParsedFile(path, content.Fingerprint, text, root, [.. root.Usings.Where(static u => IsGlobal(u)).Select(Directive)]);
    }

    public static bool IsGlobal(UsingDirectiveSyntax directive) => directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword);

    /// <summary>The directive in the notation of <see cref="ProjectUsings.Directives"/>.</summary>
    public static string Directive(UsingDirectiveSyntax directive)
    {
        var target = SyntaxText.Of(directive.NamespaceOrType);
        return directive.Alias is { } alias ? $"{alias.Name.Identifier.ValueText}={target}"
            : directive.StaticKeyword.IsKind(SyntaxKind.StaticKeyword) ? $"static {target}"
            : target;
    }
}
