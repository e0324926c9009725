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
/// <param name="Options">How it was parsed; the symbols of its project among it.</param>
/// <param name="GlobalUsings">What it adds to the usings of its project.</param>
internal sealed record ParsedFile(
    string Path, UInt128 Fingerprint, SourceText Text, CompilationUnitSyntax Root, CSharpParseOptions Options, IReadOnlyList<string> GlobalUsings)
{
    public static ParsedFile Parse(string path, SourceContent content, CSharpParseOptions options) =>
        Parse(path, content.Fingerprint, SourceText.From(content.Text), options);

    /// <summary>The same file, parsed in another way.</summary>
    public ParsedFile Parse(CSharpParseOptions options) => Parse(Path, Fingerprint, Text, options);

    public static bool IsGlobal(UsingDirectiveSyntax directive) => directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword);

    private static ParsedFile Parse(string path, UInt128 fingerprint, SourceText text, CSharpParseOptions options)
    {
        var tree = CSharpSyntaxTree.ParseText(text, options, path);
        var root = (CompilationUnitSyntax)tree.GetRoot();
        return new ParsedFile(path, fingerprint, text, root, options, [.. root.Usings.Where(static u => IsGlobal(u)).Select(Directive)]);
    }

    /// <summary>The directive in the notation of <see cref="ProjectSettings.Directives"/>.</summary>
    public static string Directive(UsingDirectiveSyntax directive)
    {
        var target = SyntaxText.Of(directive.NamespaceOrType);
        return directive.Alias is { } alias ? $"{alias.Name.Identifier.ValueText}={target}"
            : directive.StaticKeyword.IsKind(SyntaxKind.StaticKeyword) ? $"static {target}"
            : target;
    }
}
