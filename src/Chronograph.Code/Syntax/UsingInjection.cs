using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chronograph.Code;

/// <summary>
/// Adds the usings of a project to a file as ordinary directives, and makes the file's own global usings ordinary ones.
/// </summary>
/// <remarks>
/// All projects of a tree share one compilation, where a real global using would hold for every one of them. The new
/// directives stand on the line where the file's own end, so no line number changes; positions behind them move by
/// <see cref="InjectedTree.Shift"/>.
/// </remarks>
internal static class UsingInjection
{
    public static InjectedTree Inject(ParsedFile file, ProjectSettings project)
    {
        var root = file.Root;
        var own = root.Usings.Select(Plain).ToList();
        var added = Directives(project).Where(directive => !IsPresent(directive, own)).ToList();
        var position = PositionAfterUsings(root);
        var shift = added.Sum(static directive => directive.FullSpan.Length);
        if (added.Count > 0 || file.GlobalUsings.Count > 0)
            root = root.WithUsings([.. own, .. added]);
        var tree = CSharpSyntaxTree.Create(root, file.Options, file.Path);
        return new InjectedTree(tree, file.Text.Lines, position, shift);
    }

    private static int PositionAfterUsings(CompilationUnitSyntax root) =>
        root.Usings.Count > 0 ? root.Usings.FullSpan.End
        : root.Externs.Count > 0 ? root.Externs.FullSpan.End
        : 0;

    private static SyntaxList<UsingDirectiveSyntax> Directives(ProjectSettings project)
    {
        var text = string.Concat(project.Directives.Select(static directive => $"using {directive};"));
        return SyntaxFactory.ParseCompilationUnit(text, options: ParseSettings.Options).Usings;
    }

    private static bool IsPresent(UsingDirectiveSyntax directive, List<UsingDirectiveSyntax> own) => directive.Alias is { } alias
        ? own.Any(other => other.Alias?.Name.Identifier.ValueText == alias.Name.Identifier.ValueText)
        : own.Any(other => ParsedFile.Directive(other) == ParsedFile.Directive(directive));

    /// <summary>The directive without <c>global</c>, and with as much white space in its place.</summary>
    private static UsingDirectiveSyntax Plain(UsingDirectiveSyntax directive)
    {
        if (!ParsedFile.IsGlobal(directive))
            return directive;
        var keyword = directive.GlobalKeyword;
        var leading = keyword.LeadingTrivia
            .Add(SyntaxFactory.Whitespace(new string(' ', keyword.Span.Length)))
            .AddRange(keyword.TrailingTrivia)
            .AddRange(directive.UsingKeyword.LeadingTrivia);
        return directive.WithGlobalKeyword(default).WithUsingKeyword(directive.UsingKeyword.WithLeadingTrivia(leading));
    }
}
