using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chronograph.Code;

/// <summary>Reads the outline of a file in one pass over its tokens.</summary>
/// <remarks>
/// Each token counts for the file and for the innermost declaration around it. So a changed body changes its method and
/// its file, and leaves the type around the method as it was.
/// </remarks>
internal sealed class OutlineReader
{
    private readonly OutlineBuilder _outline;

    private OutlineReader(OutlineBuilder outline) => _outline = outline;

    public static FileOutline Read(string path, InjectedTree tree)
    {
        var root = tree.Tree.GetRoot();
        var outline = new OutlineBuilder(path, tree);
        new OutlineReader(outline).Walk(root, outline.Top, Region.Surface);
        return outline.Build();
    }

    private void Walk(SyntaxNode node, Scope scope, Region region)
    {
        foreach (var child in node.ChildNodesAndTokens())
        {
            if (child.AsNode() is { } inner)
                Visit(inner, scope, region);
            else
                _outline.Add(child.AsToken(), scope.Owner, region);
        }
    }

    private void Visit(SyntaxNode node, Scope scope, Region region)
    {
        _outline.AddNames(ImpliedNames.Of(node.Kind()));
        switch (node)
        {
            case UsingDirectiveSyntax directive:
                _outline.AddAlias(directive);
                Walk(node, scope, region);
                break;
            case BaseNamespaceDeclarationSyntax declared:
                VisitNamespace(declared, scope);
                break;
            case BaseFieldDeclarationSyntax field:
                VisitFields(field, scope);
                break;
            case GlobalStatementSyntax:
                Walk(node, _outline.TopLevel(node), Region.Body);
                break;
            case ExtensionBlockDeclarationSyntax block:
                Walk(node, scope with { Name = SemanticIds.Join(scope.Name, "extension" + Receiver(block)) }, region);
                break;
            case ParameterListSyntax parameters when node.Parent is TypeDeclarationSyntax type and not ExtensionBlockDeclarationSyntax:
                VisitPrimaryConstructor(parameters, type, scope);
                break;
            default:
                VisitOther(node, scope, region);
                break;
        }
    }

    private void VisitOther(SyntaxNode node, Scope scope, Region region)
    {
        if (node is MemberDeclarationSyntax && DeclaredName.Of(node) is { } name)
        {
            Walk(node, _outline.Declare(node, name, scope), Region.Surface);
            return;
        }

        if (node is ConstructorConstraintSyntax)
            scope.Owner?.SurfaceNames.Add(ImpliedNames.ConstructorConstraint);
        if (node is AttributeSyntax attribute)
            _outline.AddNames([NameOf(attribute) + "Attribute"]);
        Walk(node, scope, Inner(node, region));
    }

    private void VisitNamespace(BaseNamespaceDeclarationSyntax declared, Scope scope)
    {
        var inner = scope with { Name = SemanticIds.Join(scope.Name, SyntaxText.Of(declared.Name)) };
        _outline.AddNamespace(inner.Name);
        foreach (var child in declared.ChildNodesAndTokens())
        {
            if (child.AsNode() is not { } node)
                _outline.Add(child.AsToken(), scope.Owner, Region.Surface);
            else if (node == declared.Name)
                _outline.AddUnnamed(node);
            else
                Visit(node, inner with { Namespace = inner.Name }, Region.Surface);
        }
    }

    /// <summary>What several fields share counts for each of them.</summary>
    private void VisitFields(BaseFieldDeclarationSyntax field, Scope scope)
    {
        var shared = new DeclarationHash();
        foreach (var child in field.ChildNodesAndTokens())
        {
            if (child.AsNode() == field.Declaration)
                Visit(field.Declaration.Type, scope with { Owner = shared }, Region.Surface);
            else if (child.AsNode() is { } node)
                Visit(node, scope with { Owner = shared }, Inner(node, Region.Surface));
            else
                _outline.Add(child.AsToken(), shared, Region.Surface);
        }

        var type = field is EventFieldDeclarationSyntax ? NodeTypes.Event : NodeTypes.Field;
        foreach (var variable in field.Declaration.Variables)
        {
            var inner = _outline.Declare(variable, DeclaredName.Plain(type, variable.Identifier), scope);
            inner.Owner!.Add(shared);
            Walk(variable, inner, Region.Surface);
        }
    }

    /// <summary>The parameters belong to the constructor; those of a record are properties too.</summary>
    private void VisitPrimaryConstructor(ParameterListSyntax parameters, TypeDeclarationSyntax type, Scope scope)
    {
        Walk(parameters, _outline.Declare(type, DeclaredName.Constructor(parameters), scope, parameters), Region.Surface);
        if (type is not RecordDeclarationSyntax)
            return;
        foreach (var parameter in parameters.Parameters)
        {
            var property = _outline.Declare(parameter, DeclaredName.Plain(NodeTypes.Property, parameter.Identifier), scope);
            _outline.AddOnlyTo(property.Owner!, parameter);
        }
    }

    /// <summary>The region inside a node, given the one around it.</summary>
    public static Region Inner(SyntaxNode node, Region region) => region switch
    {
        Region.Surface when node is AttributeListSyntax => Region.Attribute,
        Region.Surface when IsBody(node) => Region.Body,
        _ => region,
    };

    private static bool IsBody(SyntaxNode node) => node switch
    {
        BlockSyntax or ArrowExpressionClauseSyntax or ConstructorInitializerSyntax => true,
        ArgumentListSyntax => node.Parent is PrimaryConstructorBaseTypeSyntax,
        EqualsValueClauseSyntax => node.Parent switch
        {
            PropertyDeclarationSyntax => true,
            VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax field } => !field.Modifiers.Any(SyntaxKind.ConstKeyword),
            _ => false,
        },
        _ => false,
    };

    private static string Receiver(ExtensionBlockDeclarationSyntax block) =>
        DeclaredName.TypeParameters(block.TypeParameterList) + (block.ParameterList is { } list ? DeclaredName.Parameters(list) : "()");

    private static string NameOf(AttributeSyntax attribute) => attribute.Name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
