using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chronograph.Code;

/// <summary>Walks the syntax of a file and turns each use of a symbol into an edge from the declaration around it.</summary>
internal sealed class ReferenceWalker
{
    private readonly FileOutline _outline;
    private readonly UseReader _uses;
    private readonly Func<Declaration, Owner> _owners;

    public ReferenceWalker(FileOutline outline, UseReader uses, Func<Declaration, Owner> owners)
    {
        _outline = outline;
        _uses = uses;
        _owners = owners;
    }

    public void Walk(SyntaxNode node, Owner owner, Region region)
    {
        foreach (var child in node.ChildNodes())
            Visit(child, owner, region);
    }

    private void Visit(SyntaxNode node, Owner owner, Region region)
    {
        switch (node)
        {
            case UsingDirectiveSyntax or ExternAliasDirectiveSyntax:
                break;
            case NameColonSyntax { Parent: ArgumentSyntax or AttributeArgumentSyntax }:
                break;
            case BaseNamespaceDeclarationSyntax declared:
                foreach (var child in declared.ChildNodes().Where(child => child != declared.Name))
                    Visit(child, owner, region);
                break;
            case BaseFieldDeclarationSyntax field:
                VisitFields(field);
                break;
            case ParameterListSyntax { Parent: TypeDeclarationSyntax type } parameters when type is not ExtensionBlockDeclarationSyntax:
                VisitPrimaryConstructor(parameters, type);
                break;
            case PrimaryConstructorBaseTypeSyntax { Parent.Parent: TypeDeclarationSyntax type } called:
                VisitPrimaryBase(called, type, owner);
                break;
            case GlobalStatementSyntax:
                Walk(node, TopLevel() ?? owner, Region.Body);
                break;
            case MemberDeclarationSyntax when _outline.At(node.Span) is { } declaration:
                Walk(node, _owners(declaration), Region.Surface);
                break;
            default:
                _uses.Read(node, owner, region);
                Walk(node, owner, OutlineReader.Inner(node, region));
                break;
        }
    }

    /// <summary>The type that several fields share is used by each of them.</summary>
    private void VisitFields(BaseFieldDeclarationSyntax field)
    {
        foreach (var variable in field.Declaration.Variables)
        {
            if (_outline.At(variable.Span) is not { } declaration)
                continue;
            var owner = _owners(declaration);
            foreach (var attributes in field.AttributeLists)
                Visit(attributes, owner, Region.Attribute);
            Visit(field.Declaration.Type, owner, Region.Surface);
            Walk(variable, owner, Region.Surface);
        }
    }

    private void VisitPrimaryConstructor(ParameterListSyntax parameters, TypeDeclarationSyntax type)
    {
        if (_outline.At(type.Span, isPrimaryConstructor: true) is { } constructor)
            Walk(parameters, _owners(constructor), Region.Surface);
        foreach (var parameter in parameters.Parameters)
        {
            if (parameter.Type is { } parameterType && _outline.At(parameter.Span) is { } property)
                Visit(parameterType, _owners(property), Region.Surface);
        }
    }

    private void VisitPrimaryBase(PrimaryConstructorBaseTypeSyntax called, TypeDeclarationSyntax type, Owner owner)
    {
        Visit(called.Type, owner, Region.Surface);
        if (_outline.At(type.Span, isPrimaryConstructor: true) is not { } constructor)
            return;
        _uses.ReadConstructorCall(called, _owners(constructor));
        Walk(called.ArgumentList, _owners(constructor), Region.Body);
    }

    private Owner? TopLevel() =>
        _outline.Declarations.FirstOrDefault(static d => d.IsTopLevel) is { } declaration ? _owners(declaration) : null;
}
