using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chronograph.Code;

/// <summary>Gathers the outline of a file while <see cref="OutlineReader"/> walks over it.</summary>
internal sealed class OutlineBuilder(string path, InjectedTree tree)
{
    private readonly List<(Declaration Declaration, DeclarationHash Hash)> _declarations = [];
    private readonly HashSet<string> _keys = [];
    private readonly HashSet<string> _names = [];
    private readonly HashSet<string> _namespaces = [];
    private readonly Dictionary<string, string[]> _aliases = [];
    private ContentHasher _file = new();
    private (Declaration Declaration, Scope Scope)? _topLevel;

    public Scope Top { get; } = new("", "", null, null);

    public void Add(SyntaxToken token, DeclarationHash? owner, Region region)
    {
        if (token.Span.Length == 0)
            return;
        _file.Add(token.Text);
        owner?.Add(token.Text, IsSeen(token, region));
        if (token.IsKind(SyntaxKind.IdentifierToken))
        {
            _names.Add(token.ValueText);
            if (region == Region.Surface)
                owner?.SurfaceNames.Add(token.ValueText);
        }
        else if (token.IsKind(SyntaxKind.UsingKeyword) && region == Region.Body)
        {
            AddNames(ImpliedNames.Disposing);
        }
    }

    /// <summary>Tokens that the file has already, for a second declaration that they make.</summary>
    public void AddOnlyTo(DeclarationHash owner, SyntaxNode node)
    {
        foreach (var token in node.DescendantTokens())
        {
            owner.Add(token.Text, isSurface: true);
            if (token.IsKind(SyntaxKind.IdentifierToken))
                owner.SurfaceNames.Add(token.ValueText);
        }
    }

    /// <summary>Tokens whose identifiers mention nothing: the name in a namespace declaration.</summary>
    public void AddUnnamed(SyntaxNode node)
    {
        foreach (var token in node.DescendantTokens())
            _file.Add(token.Text);
    }

    public void AddNames(ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            _names.Add(name);
    }

    public void AddAlias(UsingDirectiveSyntax directive)
    {
        if (directive.Alias is { } alias)
            _aliases[alias.Name.Identifier.ValueText] = [.. Identifiers(directive.NamespaceOrType)];
    }

    public void AddNamespace(string fullName)
    {
        for (; fullName.Length > 0; fullName = fullName[..Math.Max(0, fullName.LastIndexOf('.'))])
            _namespaces.Add(fullName);
    }

    /// <summary>The one declaration that all top-level statements of the file make up, from the first to the last.</summary>
    public Scope TopLevel(SyntaxNode statement)
    {
        if (_topLevel is not { } known)
        {
            var scope = Declare(statement, new DeclaredName(NodeTypes.Method, Declaration.TopLevelName, Declaration.TopLevelName), Top);
            _topLevel = (_declarations[^1].Declaration, scope);
            return scope;
        }

        known.Declaration.Lines = known.Declaration.Lines with { End = tree.LinesOf(statement.Span).End };
        return known.Scope;
    }

    /// <summary>Adds a declaration and says where its inside stands.</summary>
    /// <param name="head">The parameters, when the declaration is the constructor in the head of <paramref name="node"/>.</param>
    public Scope Declare(SyntaxNode node, DeclaredName name, Scope scope, ParameterListSyntax? head = null)
    {
        var declaration = DeclarationFactory.Create(node, name, scope, path, head, tree, Distinct(name, scope.Name, node, head is not null));
        var hash = new DeclarationHash();
        _declarations.Add((declaration, hash));
        return declaration.Role != DeclarationRole.Type
            ? scope with { Owner = hash }
            : new Scope(SemanticIds.Join(scope.Name, name.Full), scope.Namespace, declaration, hash);
    }

    public FileOutline Build()
    {
        foreach (var (declaration, hash) in _declarations)
        {
            declaration.ContentHash = hash.Content;
            declaration.SurfaceHash = hash.Surface;
            declaration.SurfaceNames = [.. WithAliasTargets(hash.SurfaceNames)];
        }

        return new FileOutline([.. _declarations.Select(static d => d.Declaration)], _namespaces, [.. _names], _file.Value, tree.Lines.Count);
    }

    /// <summary>In code that does not compile two declarations may claim one key; parts of a partial one share it rightly.</summary>
    private string Distinct(DeclaredName name, string scope, SyntaxNode node, bool isHead)
    {
        var key = SemanticIds.Key(name.Type, name.Full, scope);
        if (_keys.Add(key) || (!isHead && DeclarationFactory.IsPartial(node)))
            return key;
        for (var ordinal = 2; ; ordinal++)
        {
            key = SemanticIds.Key(name.Type, $"{name.Full}#{ordinal}", scope);
            if (_keys.Add(key))
                return key;
        }
    }

    private IEnumerable<string> WithAliasTargets(HashSet<string> names)
    {
        foreach (var alias in _aliases)
        {
            if (names.Contains(alias.Key))
                names.UnionWith(alias.Value);
        }

        return names;
    }

    /// <summary>A semicolon says nothing, and comes and goes with the form of a body.</summary>
    private static bool IsSeen(SyntaxToken token, Region region) =>
        region != Region.Body && !token.IsKind(SyntaxKind.SemicolonToken);

    private static IEnumerable<string> Identifiers(SyntaxNode node) =>
        node.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText);
}
